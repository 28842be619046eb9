// The fingerprint of what both wings must agree on before they read each other's tables.
import { METRIC_IDS, metricOf } from './metrics.ts';
import type { Site } from './site.ts';

type Shape = Pick<Site, 'id' | 'places' | 'jobSlots' | 'limits'>;

/** Of the dictionary's columns and the site's shape; 32 bits. */
export function schemaOf(site: Shape): number {
  const columns = METRIC_IDS.map((id) => {
    const { scope, kind, range, offWire } = metricOf(id);
    return [id, scope, kind, range ?? null, offWire ?? false];
  });
  return fingerprint([columns, ...shapeOf(site)]);
}

/** Of the site's shape alone: the dictionary may have grown since. */
export function siteSchemaOf(site: Shape): number {
  return fingerprint(shapeOf(site));
}

function shapeOf({ id, places, jobSlots, limits }: Shape): readonly unknown[] {
  return [id, places, jobSlots, limits];
}

/** FNV-1a. */
function fingerprint(parts: readonly unknown[]): number {
  const text = JSON.stringify(parts);
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}
