// Starts the process of the clients and speaks with it.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Arrivals, ClientsOrder, ClientsReport, ClientsTask } from './fanOutClients.ts';

const FILE = fileURLToPath(new URL('./fanOutClients.ts', import.meta.url));

export interface ClientsProcess {
  /** From now on arrivals are noted. */
  begin(): void;
  /** What was noted, and how many clients the server has hung up on. */
  end(): Promise<{ readonly ticks: readonly Arrivals[]; readonly lost: number }>;
  stop(): void;
}

/** Resolves when every client has had a tick. */
export async function startClients(task: ClientsTask): Promise<ClientsProcess> {
  const child = fork(FILE, [JSON.stringify(task)], { execArgv: ['--import', 'tsx'] });
  const next = <K extends ClientsReport['kind']>(kind: K) =>
    new Promise<Extract<ClientsReport, { kind: K }>>((resolve, reject) => {
      const gone = (): void => reject(new Error('the process of the clients ended'));
      child.once('exit', gone);
      child.once('message', (report: ClientsReport) => {
        child.off('exit', gone);
        if (report.kind === kind) resolve(report as Extract<ClientsReport, { kind: K }>);
        else reject(new Error(`the clients said ${report.kind} instead of ${kind}`));
      });
    });
  const order = (text: ClientsOrder): unknown => child.send(text);
  await next('following');
  return {
    begin: () => void order('begin'),
    end() {
      const arrivals = next('arrivals');
      order('end');
      return arrivals;
    },
    stop: () => void child.kill('SIGKILL'),
  };
}
