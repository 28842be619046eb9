// Where the power goes: each part of the balance in MW and as a share, with the sum and what is left over.
import { formatText, formatValue } from '../../format.ts';
import { t } from '../../i18n.ts';
import { useTable } from '../../live.ts';
import { siteUnits } from '../../siteUnits.ts';
import { Panel } from '../../ui/panel.tsx';
import { type BalancePart, balanceNow } from './balance.ts';

export function BalancePanel() {
  const { parts, sumW, facilityW, residualW } = balanceNow(useTable('site').value);
  return (
    <Panel
      title={t('balance')}
      subtitle={t('balanceNote', { residual: formatText(residualW, 'kW', { digits: 2 }) })}
      class="balancePanel"
    >
      <table class="balance">
        <caption class="unseen">{t('balance')}</caption>
        <thead class="unseen">
          <tr>
            <th scope="col">{t('part')}</th>
            <th scope="col">{siteUnits().power}</th>
            <th scope="col">{t('share')}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <PartRow key={part.label} part={part} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('sumOfParts')}</th>
            <td class="numeric strong">{largePower(sumW)}</td>
            <td class="numeric">{formatText(sumW / facilityW, 'percent', { digits: 1 })}</td>
          </tr>
        </tfoot>
      </table>
    </Panel>
  );
}

function PartRow({ part }: { readonly part: BalancePart }) {
  return (
    <tr>
      <th scope="row">
        <span class={`partMark layer-${part.layer}`} />
        {t(part.label)}
      </th>
      <td class="numeric">{largePower(part.powerW)}</td>
      <td class="numeric muted">{formatText(part.shareRatio, 'percent', { digits: 1 })}</td>
    </tr>
  );
}

/** Two decimals: the parts of a small loss would vanish behind one. */
function largePower(powerW: number) {
  const shown = formatValue(powerW, siteUnits().power, { digits: 2 });
  return (
    <>
      {shown.number} <span class="unit">{shown.unit}</span>
    </>
  );
}
