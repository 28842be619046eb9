// Refusals: every answer that is not a success has one shape, { error: { code, message, field? } }.
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../contract/api.ts';
import { StoreSilent } from '../telemetry/history/silent.ts';
import { joinedHint } from './joined.ts';

/** The schemas of a route's refusals. */
export const REFUSALS = { '4xx': ApiError, '5xx': ApiError };

const CODES: Readonly<Record<number, string>> = {
  400: 'badRequest',
  403: 'forbidden',
  404: 'notFound',
  405: 'methodNotAllowed',
  409: 'conflict',
  413: 'tooLarge',
  414: 'tooLarge',
  415: 'unsupportedType',
  429: 'tooFast',
  431: 'tooLarge',
  501: 'notImplemented',
  503: 'unavailable',
};

interface Refusal extends Error {
  readonly statusCode: number;
  readonly field?: string;
  /** Written for the client, whatever its status. */
  readonly spoken: true;
}

/** An error to throw whose sentence is meant for the client. */
export function refusal(statusCode: number, message: string, field?: string): Refusal {
  const more = field === undefined ? {} : { field };
  return Object.assign(new Error(message), { statusCode, spoken: true as const, ...more });
}

export function errorBody(statusCode: number, message: string, field?: string): ApiError {
  const code = CODES[statusCode] ?? (statusCode < 500 ? 'badRequest' : 'internal');
  return { error: { code, message, ...(field === undefined ? {} : { field }) } };
}

/** Answers any error: the sentence to the client, the full story of the program's own faults to the log. */
export function answerError(
  error: FastifyError | Refusal | StoreSilent,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500;
  forgetFile(reply);
  if ('spoken' in error) {
    void reply.code(status).send(errorBody(status, error.message, error.field));
  } else if (error instanceof StoreSilent) {
    void reply.code(503).send(errorBody(503, error.message));
  } else if (error.validation) {
    void reply.code(400).send(joinedBody(request.query) ?? validationBody(error));
  } else if (status < 500) {
    void reply.code(status).send(errorBody(status, error.message));
  } else if (isGone(request, error)) {
    const path = request.url.split('?', 1)[0] ?? '';
    void reply.code(404).send(errorBody(404, `there is nothing at ${path} any more`));
  } else {
    request.log.error({ err: error, url: request.url }, 'a request failed');
    void reply.code(500).send(errorBody(500, 'the server failed on this; its log has the story'));
  }
}

/** Of the parameters that are lists. */
function joinedBody(query: unknown): ApiError | undefined {
  for (const field of ['metric', 'ids'] as const) {
    const hint = joinedHint((query as Record<string, unknown> | null)?.[field], field);
    if (hint) return errorBody(400, hint, field);
  }
  return undefined;
}

/** Heads of a file that was about to be sent say nothing of a refusal. */
function forgetFile(reply: FastifyReply): void {
  for (const head of ['content-length', 'etag', 'last-modified', 'accept-ranges']) {
    reply.removeHeader(head);
  }
  void reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache');
}

/** A file of the page that was there a moment ago: a new build has taken its place. */
function isGone({ method, url }: FastifyRequest, error: Error): boolean {
  const asked = (method === 'GET' || method === 'HEAD') && !url.startsWith('/api/');
  return asked && 'code' in error && error.code === 'ENOENT';
}

/** The first thing wrong, with its field and bound: "points must be <= 4000". */
function validationBody({ validation, validationContext }: FastifyError): ApiError {
  const [first] = validation ?? [];
  const { missingProperty, additionalProperty, allowedValues } = (first?.params ?? {}) as Partial<
    Record<'missingProperty' | 'additionalProperty', string> & { allowedValues: string[] }
  >;
  const path = (first?.instancePath ?? '').slice(1).replaceAll('/', '.');
  const field = [path, missingProperty ?? additionalProperty].filter(Boolean).join('.');
  const place = field || (validationContext ?? 'request');
  if (missingProperty) return errorBody(400, `${place} is missing`, field);
  if (additionalProperty) return errorBody(400, `${place} is not a parameter of this route`, field);
  const bound = allowedValues ? `must be one of ${allowedValues.join(', ')}` : first?.message;
  return errorBody(400, `${place} ${bound ?? 'is not valid'}`, field || undefined);
}
