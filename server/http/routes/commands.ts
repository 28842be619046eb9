// POST /api/commands: asks the source to do something; from the own page, or with the token.

import { Type } from 'typebox';
import { CommandAnswer } from '../../contract/apiSite.ts';
import { COMMANDS, type Command } from '../../contract/command.ts';
import { guardCommand } from '../origin.ts';
import type { Route } from '../parts.ts';
import { REFUSALS, refusal } from '../refusal.ts';

export const commandRoutes: Route = (app, { command, host, token }, done) => {
  app.post(
    '/api/commands',
    {
      // Before the body is read: who may not ask is not listened to.
      onRequest: (request, _, next) => {
        guardCommand(request.headers as Parameters<typeof guardCommand>[0], { host, token });
        next();
      },
      schema: {
        operationId: 'postCommand',
        summary: 'Ask the source to do something',
        tags: ['program'],
        security: [{ token: [] }],
        body: Type.Union(Object.values(COMMANDS)),
        response: { 200: CommandAnswer, ...REFUSALS },
      },
    },
    async (request) => {
      if (!command) throw refusal(501, 'this source takes no commands');
      const { body, ip, headers } = request;
      // A command changes the site: the log has it at every level.
      request.log.warn({ command: body, ip, origin: headers.origin ?? null }, 'a command');
      return await command(body as Command, ip);
    },
  );
  done();
};
