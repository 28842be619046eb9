// What the floor's menu saves: one row a rack with the values of its cells, and the map as it is drawn.
import type { ReadonlySignal } from '@preact/signals';
import { NO_PLANE_CODE } from '../../server/contract/noValue.ts';
import { planeValue } from '../../server/contract/plane.ts';
import { factorOf, unitText } from '../format.ts';
import { say } from '../i18n.ts';
import { planeSignal } from '../live/feed.ts';
import type { Plane, SiteContext } from '../live.ts';
import type { ExportTable, PanelExports } from '../ui/exportTable.ts';
import { displayUnitOf } from '../ui/metricText.ts';
import { isJobMetric, PLANES } from './floorMetric.ts';
import { floorMetric, openHall } from './floorState.ts';
import { FLOOR_TEXTS, METRIC_TEXTS } from './floorTexts.ts';

export function floorExports(
  info: SiteContext,
  past: ReadonlySignal<Plane | undefined> | undefined,
  racks: boolean,
): PanelExports {
  return {
    table: () => tableOf(info, past?.peek() ?? livePlane(info, racks)),
    pictures: () => {
      const canvas = joined();
      const metric = METRIC_TEXTS[floorMetric.peek()];
      return canvas ? [{ canvas, title: say(metric[racks ? 'racks' : 'gpus']) }] : [];
    },
  };
}

function livePlane({ ids }: SiteContext, racks: boolean): Plane | undefined {
  const metric = floorMetric.peek();
  const name = isJobMetric(metric) ? PLANES.power : PLANES[metric];
  const hall = openHall.peek();
  const of = hall === undefined || racks ? '' : `:${ids.idOf('hall', hall)}`;
  return planeSignal(`floor:${racks ? name.racks : name.gpus}${of}`).peek();
}

function tableOf({ ids, places }: SiteContext, plane: Plane | undefined): ExportTable {
  if (!plane) return { columns: [{ name: say(FLOOR_TEXTS.fileRack) }], rows: [] };
  const unit = displayUnitOf(plane.metric);
  const column = (name: string) => ({ name, unit: unitText(unit), digits: 1 });
  const gpusEach = places.count('gpu') / places.count('rack');
  const per = plane.metric.startsWith('rack') ? 1 : gpusEach;
  const count = plane.codes.length / per;
  // A plane of one hall begins with the first rack of that hall.
  const hall = openHall.peek();
  const first =
    count < places.count('rack') && hall !== undefined
      ? places.within('rack', 'hall', hall).from
      : 0;
  return {
    columns: [
      { name: say(FLOOR_TEXTS.fileRack) },
      { name: say(FLOOR_TEXTS.filePlaces) },
      column(say(FLOOR_TEXTS.fileLow)),
      column(say(FLOOR_TEXTS.fileMean)),
      column(say(FLOOR_TEXTS.fileHigh)),
    ],
    rows: Array.from({ length: count }, (_, rack) => {
      const codes = plane.codes.subarray(rack * per, (rack + 1) * per);
      const values = [...codes]
        .filter((code) => code !== NO_PLANE_CODE)
        .map((code) => planeValue(code, plane.range) * factorOf(unit));
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const known = values.length > 0;
      return [
        ids.idOf('rack', first + rack),
        values.length,
        known ? Math.min(...values) : null,
        known ? mean : null,
        known ? Math.max(...values) : null,
      ];
    }),
  };
}

/** The layers of the map as one picture. */
function joined(): HTMLCanvasElement | undefined {
  const layers = [...document.querySelectorAll<HTMLCanvasElement>('.floorMap canvas')];
  const [first] = layers;
  if (!first) return undefined;
  const canvas = document.createElement('canvas');
  canvas.width = first.width;
  canvas.height = first.height;
  const context = canvas.getContext('2d');
  for (const layer of layers) context?.drawImage(layer, 0, 0);
  return canvas;
}
