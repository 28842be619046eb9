// Alarms that stand: each with its cause, in families of one root, and the one word they make of the site.
import type { EventRecord, SiteStatus } from '../../contract/event.ts';

/** One alarm that nothing standing explains, with everything that it explains. */
interface Family {
  readonly root: EventRecord;
  /** The root first; every cause before its consequences. */
  readonly members: readonly EventRecord[];
  readonly critical: boolean;
}

export interface Standing {
  readonly records: readonly EventRecord[];
  readonly status: SiteStatus;
}

/** Families count once, at their worst; critical ones come first, then the older ones. */
export function concludeStanding(records: readonly EventRecord[]): Standing {
  const families = familiesOf(records).sort(
    (a, b) => Number(b.critical) - Number(a.critical) || a.root.id - b.root.id,
  );
  const critical = families.filter((family) => family.critical).length;
  const worst = families[0];
  return {
    records: families.flatMap(({ members }) => members),
    status: {
      state: critical > 0 ? 'critical' : worst ? 'degraded' : 'normal',
      reason: worst ? decidingOf(worst).id : null,
      critical,
      warning: families.length - critical,
    },
  };
}

/** The root when it is itself as bad as the family, otherwise its first consequence that is. */
function decidingOf({ root, members, critical }: Family): EventRecord {
  return critical ? (members.find(({ severity }) => severity === 'critical') ?? root) : root;
}

function familiesOf(records: readonly EventRecord[]): Family[] {
  const ids = new Set(records.map(({ id }) => id));
  const consequences = new Map<number, EventRecord[]>();
  const roots: EventRecord[] = [];
  for (const record of [...records].sort((a, b) => a.id - b.id)) {
    const { cause } = record;
    if (cause === null || !ids.has(cause)) {
      roots.push(record);
      continue;
    }
    const siblings = consequences.get(cause);
    if (siblings) siblings.push(record);
    else consequences.set(cause, [record]);
  }
  return roots.map((root) => {
    const members = [root];
    for (const member of members) members.push(...(consequences.get(member.id) ?? []));
    return { root, members, critical: members.some(({ severity }) => severity === 'critical') };
  });
}
