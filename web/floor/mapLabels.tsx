// The names on the map: each hall with its power, and the letters of the rows.
import { formatText } from '../format.ts';
import { say } from '../i18n.ts';
import { type SiteContext, useTable } from '../live.ts';
import { siteUnits } from '../siteUnits.ts';
import type { FloorLayout } from './floorLayout.ts';
import { FLOOR_TEXTS } from './floorTexts.ts';

interface MapLabelsProps {
  readonly info: SiteContext;
  readonly layout: FloorLayout;
  /** Power is of now: not beside a map of the past. */
  readonly past: boolean;
}

export function MapLabels({ info, layout, past }: MapLabelsProps) {
  const { ratio } = layout.view;
  const at = (x: number, y: number) => ({ left: `${x / ratio}px`, top: `${y / ratio}px` });
  return (
    <div class="mapLabels">
      {layout.halls.map((hall) => (
        <span key={hall.index} class="hallName" style={at(hall.x, hall.y)}>
          {say(FLOOR_TEXTS.hall, { number: hall.index + 1 })}
          {past ? null : (
            <HallPower hall={hall.index} digits={hall.width < 120 * layout.view.unit ? 0 : 1} />
          )}
        </span>
      ))}
      {lettered(layout).map((strip) => (
        <span key={strip.index} class="rowLetter" style={at(strip.x, strip.y + strip.height / 2)}>
          {info.ids.idOf('row', strip.index).split('-').at(-1)}
        </span>
      ))}
    </div>
  );
}

function HallPower({ hall, digits }: { readonly hall: number; readonly digits: number }) {
  const table = useTable('site').value;
  const racksW = table?.value('hallRackPowerW', hall) ?? Number.NaN;
  const networkW = table?.value('hallNetworkPowerW', hall) ?? 0;
  return (
    <span class="hallPower live">
      {formatText(racksW + (Number.isNaN(networkW) ? 0 : networkW), siteUnits().power, { digits })}
    </span>
  );
}

/** Rows that have room for their letter at their left: those of the first hall of each line, or of the only hall. */
function lettered({ halls, strips, size, view, shape }: FloorLayout) {
  if (size.gaps.letters === 0) return [];
  return strips.filter((strip) => {
    const hall = halls[Math.floor(strip.index / shape.rowsPerHall) - view.firstHall];
    return view.halls === 1 || (hall && hall.x <= size.gaps.letters);
  });
}
