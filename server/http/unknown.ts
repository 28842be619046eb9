// What no route answers: addresses of the page, methods that a path does not have, and the rest.
import type { FastifyInstance } from 'fastify';
import { isPageAddress, sendPage } from './page.ts';
import type { RouteParts } from './parts.ts';
import { refusal } from './refusal.ts';

/** Generous: a page asks for nothing that is not there. */
const UNKNOWN_PER_MINUTE = 600;

/** Call it before the routes are registered, so that it learns of them. */
export function answerUnknown(app: FastifyInstance, { pageDir }: RouteParts): void {
  const methodsOf = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    if (url.includes('*')) return;
    const known = methodsOf.get(url) ?? new Set();
    for (const one of [method].flat()) known.add(one);
    methodsOf.set(url, known);
  });

  function allowed(path: string): readonly string[] {
    for (const [pattern, methods] of methodsOf) {
      if (matches(pattern, path)) return [...methods].sort();
    }
    return [];
  }

  void app.after(() => {
    const preHandler = app.rateLimit({ max: UNKNOWN_PER_MINUTE, timeWindow: '1 minute' });
    app.setNotFoundHandler({ preHandler }, (request, reply) => {
      const path = request.url.split('?', 1)[0] ?? '';
      const methods = allowed(path);
      if (methods.length > 0 && !methods.includes(request.method)) {
        void reply.header('allow', methods.join(', '));
        throw refusal(405, `${path} takes ${methods.join(', ')}, not ${request.method}`);
      }
      if (isPageAddress(request)) return sendPage(reply, pageDir);
      throw refusal(404, `there is nothing at ${path}`);
    });
  });
}

/** Whether a path fits a route's pattern, segment by segment. */
function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const given = path.split('/');
  return (
    wanted.length === given.length &&
    wanted.every((segment, i) => segment.startsWith(':') || segment === given[i])
  );
}
