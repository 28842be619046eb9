// POST /api/commands asks the source to do something, from the own page or with the token; GET says what can be asked.
import { Type } from 'typebox';
import { CommandAnswer, CommandsAnswer } from '../../contract/apiSite.ts';
import { COMMANDS, type Command, type CommandRefusal, FAULTS } from '../../contract/command.ts';
import type { EventRecord } from '../../contract/event.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import { answered } from '../answered.ts';
import { commandProblem, commandRows } from '../commandShape.ts';
import { guardCommand } from '../origin.ts';
import type { Route } from '../parts.ts';
import { HEAVY } from '../rate.ts';
import { REFUSALS, refusal } from '../refusal.ts';

const STATUS: Record<CommandRefusal['reason'], number> = {
  unknown: 404,
  range: 400,
  conflict: 409,
};
/** A person's pace, and a script's that is not in a hurry. */
const RATE = { rateLimit: { max: 120, timeWindow: '1 minute' } } as const;
const LOGGED = 100;

export const commandRoutes: Route = (app, { telemetry, command, host, token }, done) => {
  app.post(
    '/api/commands',
    {
      config: RATE,
      // Before the body is read: who may not ask is not listened to.
      onRequest: (request, _, next) => {
        guardCommand(request.headers as Parameters<typeof guardCommand>[0], { host, token });
        next();
      },
      // The schema documents every shape; a body is held against the one that its `do` names.
      validatorCompiler: () => (body: unknown) => {
        const problem = commandProblem(body);
        return problem ? { error: refusal(400, problem.message, problem.field) } : { value: body };
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
      const { ip, headers } = request;
      const asked = request.body as Command;
      // A command changes the site: the log has it at every level.
      request.log.warn({ command: asked, ip, origin: headers.origin ?? null }, 'a command');
      const result = await answered(command(asked, askerOf(ip, headers.origin)));
      if (!result.accepted) throw refusal(STATUS[result.reason], result.message, result.field);
      return result;
    },
  );
  const commands = commandRows(telemetry.source.jobProfiles ?? []);
  const faults = Object.fromEntries(
    Object.entries(FAULTS).map(([kind, some]) => [kind, [...some]]),
  );
  app.get(
    '/api/commands',
    {
      config: HEAVY,
      schema: {
        operationId: 'getCommands',
        summary: 'What can be asked of the source, and what was asked lately',
        tags: ['program'],
        response: { 200: CommandsAnswer, ...REFUSALS },
      },
    },
    () => {
      if (!command) throw refusal(501, 'this source takes no commands');
      return { commands, faults, log: logOf(telemetry) };
    },
  );
  done();
};

/** Who asked, for the log: the page's host before the address, where it was a page. */
function askerOf(ip: string, origin: string | undefined): string {
  return origin === undefined ? ip : `${new URL(origin).host.slice(0, 80)} ${ip}`;
}

/** The last one first, of one second too: it is the one that holds. */
function logOf({ events }: Telemetry): EventRecord[] {
  const all = events.list({ limit: Number.POSITIVE_INFINITY });
  const commands = all.filter(({ kind }) => kind === 'command');
  return commands.sort((a, b) => b.id - a.id).slice(0, LOGGED);
}
