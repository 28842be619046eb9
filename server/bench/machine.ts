// The machine that a bench ran on, in the words that belong above its table.
import { cpus, loadavg, totalmem } from 'node:os';

/** Above this the figures are of a machine that was doing something else as well. */
const QUIET_LOAD = 0.5;

/** One line of facts, and a second one where the machine was not quiet. */
export function machineFacts(): readonly string[] {
  const processors = cpus();
  const model = processors[0]?.model.trim() ?? 'unknown processor';
  const [load = 0] = loadavg();
  const facts = [
    new Date().toISOString().slice(0, 16).replace('T', ' ').concat(' UTC'),
    `${model}, ${processors.length} cores`,
    `${Math.round(totalmem() / 2 ** 30)} GB`,
    `Node ${process.versions.node}`,
    `load average ${load.toFixed(2)} at the start`,
  ];
  const warning = `WARNING: the load average was ${load.toFixed(2)}, above ${QUIET_LOAD}: other work was running, and times are too long.`;
  return load > QUIET_LOAD ? [facts.join(' · '), warning] : [facts.join(' · ')];
}
