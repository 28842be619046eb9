// Trays that are out at the first second: as many as in the long run, most of them waiting for a spare.
import { lastsS } from './faultPlan.ts';
import { draw, gaussian, streamOf, unit } from './random.ts';
import type { Spares } from './spares.ts';
import type { TrayService } from './trayService.ts';
import type { Twin } from './twin.ts';

export function firstOutages(twin: Twin, service: TrayService, spares: Spares): void {
  const { trays, site, hardware } = twin;
  const stream = streamOf(twin.seed, 'firstOutages');
  const mean = site.outOfServiceShare * trays;
  const count = Math.max(0, Math.round(mean + 0.6 * Math.sqrt(mean) * gaussian(stream, 0)));
  const found = new Set<number>();
  for (let i = 1; found.size < count && i < trays * 4; i++) {
    found.add(Math.floor(trays * unit(draw(stream, i, 1))));
  }
  const swap = hardware.faults.causes.find(({ remedy }) => remedy === 'swap');
  if (!swap || found.size === 0) return;
  service.takeOut([...found], 'repair', twin.startMs / 1_000, { cause: swap.cause, before: true });
  spares.begin([...found], lastsS(swap.repairMedianH, swap.repairSigma, 0));
}
