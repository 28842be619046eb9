// The HTTP application: plugins, routes, and one shape for every refusal. It opens no port.
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance } from 'fastify';
import { closeSockets } from './closeSockets.ts';
import { SECURITY_HEADERS } from './headers.ts';
import { openapiOptions } from './openapi.ts';
import { answersTo } from './origin.ts';
import { servePage } from './page.ts';
import type { HttpParts, Route, RouteParts } from './parts.ts';
import { leaveThoseWhoLeft } from './rate.ts';
import { answerError, errorBody, refusal } from './refusal.ts';
import { accuracyRoutes } from './routes/accuracy.ts';
import { commandRoutes } from './routes/commands.ts';
import { efficiencyRoutes } from './routes/efficiency.ts';
import { energyRoutes } from './routes/energy.ts';
import { eventRoutes } from './routes/events.ts';
import { floorRoutes } from './routes/floor.ts';
import { forecastRoutes } from './routes/forecast.ts';
import { healthRoutes } from './routes/health.ts';
import { historyRoutes } from './routes/history.ts';
import { jobRoutes } from './routes/jobs.ts';
import { latestRoutes } from './routes/latest.ts';
import { metricRoutes } from './routes/metrics.ts';
import { openapiRoutes } from './routes/openapi.ts';
import { placeRoutes } from './routes/places.ts';
import { prometheusRoutes } from './routes/prometheus.ts';
import { ruleRoutes } from './routes/rules.ts';
import { siteRoutes } from './routes/site.ts';
import { storeRoutes } from './routes/store.ts';
import { topRoutes } from './routes/top.ts';
import { waveformRoutes } from './routes/waveform.ts';
import { createStoreWatch } from './storeWatch.ts';
import { answerUnknown } from './unknown.ts';
import { createVitals } from './vitals.ts';

const ROUTES: readonly Route[] = [
  siteRoutes,
  placeRoutes,
  metricRoutes,
  latestRoutes,
  historyRoutes,
  topRoutes,
  energyRoutes,
  floorRoutes,
  storeRoutes,
  jobRoutes,
  efficiencyRoutes,
  eventRoutes,
  ruleRoutes,
  accuracyRoutes,
  healthRoutes,
  commandRoutes,
  forecastRoutes,
  waveformRoutes,
  openapiRoutes,
  prometheusRoutes,
];

/** A command is the longest body there is. */
const MAX_BODY_BYTES = 16_384;
/** Time for a request to arrive whole: half a body holds no socket for ever. */
const REQUEST_TIMEOUT_MS = 10_000;

export function buildApp(parts: HttpParts): FastifyInstance {
  const app = Fastify({
    logger: { level: parts.logLevel ?? 'warn', stream: process.stderr },
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: true,
    // Unknown parameters are refused, not dropped; a single value is a list of one.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: 'array', allErrors: false } },
    frameworkErrors: (error, request, reply) => answerError(error, request, reply),
    clientErrorHandler: answerBrokenRequest,
  });
  const storeWatch = createStoreWatch(parts.store, parts.nowMs);
  const vitals = createVitals({ ...parts, storeWatch });
  const routeParts: RouteParts = { ...parts, vitals, storeWatch };
  app.addHook('onClose', () => vitals.close());
  closeSockets(app);
  app.setErrorHandler(answerError);
  refuseForeignNames(app, parts.host);
  leaveThoseWhoLeft(app);
  // The type of a route's answer is its schema's; checking it again for every response is work for nothing.
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
  void app.register(helmet, SECURITY_HEADERS);
  void app.register(swagger, openapiOptions(parts.version));
  void app.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_, { after }) => refusal(429, `too many requests; again in ${after}`),
  });
  answerUnknown(app, routeParts);
  for (const route of ROUTES) void app.register(route, routeParts);
  servePage(app, parts.pageDir);
  return app;
}

/** Before anything else: a page elsewhere can make its own name point to this machine. */
function refuseForeignNames(app: FastifyInstance, bound: string): void {
  const answers = answersTo(bound);
  app.addHook('onRequest', ({ headers: { host } }, _, next) => {
    if (answers(host)) return next();
    throw refusal(403, 'this server listens on loopback and answers to localhost only');
  });
}

/** A request that is not even HTTP, or too long a one: the socket is answered and closed. */
function answerBrokenRequest(
  error: Error & { readonly code?: string },
  socket: { readonly writable: boolean; end(text: string): void; destroy(): void },
): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const [status, reason] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? [431, 'Request Header Fields Too Large']
      : [400, 'Bad Request'];
  const body = JSON.stringify(errorBody(status as number, 'the request cannot be read'));
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
