// Which NVL72 domains are whole, usable or broken, and what stands idle by it.

export type DomainState = 'whole' | 'usable' | 'broken';

/** A job of a whole domain takes 16 of its 18 trays (NVIDIA's NVL72 with two spare trays); other heights keep the share. */
const NEEDED_OF_18 = 16;

export interface DomainShape {
  readonly traysPerRack: number;
  readonly gpusPerTray: number;
  /** Highest power of a rack, W. */
  readonly rackPowerW: number;
}

export interface DomainTotals {
  readonly whole: number;
  readonly usable: number;
  readonly broken: number;
  /** Racks of which nothing is known. */
  readonly unknown: number;
  readonly gpusOut: number;
  /** In service, but beyond what a job of a whole domain can use. */
  readonly gpusStranded: number;
  readonly powerStrandedW: number;
  /** Every domain that is not whole, the worst first. */
  readonly rows: readonly { rack: number; state: DomainState; traysOut: number }[];
}

export function domainState(traysOut: number, traysPerRack: number): DomainState {
  if (traysOut === 0) return 'whole';
  return traysPerRack - traysOut >= neededTrays(traysPerRack) ? 'usable' : 'broken';
}

function neededTrays(traysPerRack: number): number {
  return Math.ceil((traysPerRack * NEEDED_OF_18) / 18);
}

/** `traysOut` by rack; null or NaN where it is not known. */
export function domainTotals(
  traysOut: readonly (number | null)[],
  { traysPerRack, gpusPerTray, rackPowerW }: DomainShape,
): DomainTotals {
  const counts = { whole: 0, usable: 0, broken: 0 };
  let unknown = 0;
  let out = 0;
  let strandedTrays = 0;
  const rows: { rack: number; state: DomainState; traysOut: number }[] = [];
  traysOut.forEach((lacking, rack) => {
    if (lacking === null || Number.isNaN(lacking)) {
      unknown++;
      return;
    }
    const state = domainState(lacking, traysPerRack);
    counts[state]++;
    out += lacking;
    if (state === 'usable') strandedTrays += traysPerRack - lacking - neededTrays(traysPerRack);
    if (state === 'broken') strandedTrays += traysPerRack - lacking;
    if (state !== 'whole') rows.push({ rack, state, traysOut: lacking });
  });
  rows.sort((a, b) => b.traysOut - a.traysOut || a.rack - b.rack);
  return {
    ...counts,
    unknown,
    gpusOut: out * gpusPerTray,
    gpusStranded: strandedTrays * gpusPerTray,
    powerStrandedW: ((out + strandedTrays) / traysPerRack) * rackPowerW,
    rows,
  };
}
