// The fingerprint of what both wings must agree on before they read each other's tables.
import { METRIC_IDS, metricOf } from './metrics.ts';
import type { Site } from './site.ts';

/** FNV-1a over the dictionary's columns and the site's places; 32 bits. */
export function schemaOf(site: Pick<Site, 'id' | 'places' | 'jobSlots' | 'limits'>): number {
  const columns = METRIC_IDS.map((id) => {
    const { scope, kind, range, offWire } = metricOf(id);
    return [id, scope, kind, range ?? null, offWire ?? false];
  });
  const text = JSON.stringify([columns, site.id, site.places, site.jobSlots, site.limits]);
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}
