// The seven key figures, each against its limit.
import type { MetricId } from '../../../server/contract/metrics.ts';
import { energyText, energyUnit, formatNumber, formatText } from '../../format.ts';
import { t } from '../../i18n.ts';
import { tableSignal } from '../../live/feed.ts';
import { siteInfo, useTable } from '../../live.ts';
import { siteUnits } from '../../siteUnits.ts';
import type { PanelExports } from '../../ui/exportTable.ts';
import { Hint } from '../../ui/hint.tsx';
import { Lowered } from '../../ui/lowered.tsx';
import { MenuButton } from '../../ui/menuButton.tsx';
import { Value } from '../../ui/value.tsx';
import { KpiTile } from './kpiTile.tsx';
import { SiteTile } from './siteTile.tsx';

const UNKNOWN = '–';

/** The plant line under the strip has no room for a menu of its own: its words are in this table. */
async function exportsOf(): Promise<PanelExports> {
  const { figuresTable } = await import('./figuresTable.ts');
  return { table: () => figuresTable(tableSignal('site').peek(), siteInfo.peek()) };
}

export function KpiStrip() {
  return (
    <section aria-label={t('keyFigures')}>
      <dl class="kpis">
        <SiteTile />
        <FacilityTile />
        <ItTile />
        <PueTile />
        <GpusTile />
        <MarginTile />
        <TodayTile />
      </dl>
    </section>
  );
}

/** Reads the newest second of a metric of the site. */
function useSiteValue(): (metric: MetricId) => number {
  const table = useTable('site').value;
  return (metric) => table?.value(metric, 0) ?? Number.NaN;
}

/** Number and share are of all that the site draws, batteries apart; what the connection itself carries stands on Power. */
function FacilityTile() {
  const powerW = useSiteValue()('siteFacilityPowerW');
  const beforeW = useSiteValue()('siteFacilityDayAgoPowerW');
  const limitW = siteInfo.value?.site.ratings.connectionW ?? Number.NaN;
  return (
    <KpiTile
      label={t('facility')}
      metric="siteFacilityPowerW"
      value={<Value value={powerW} unit={siteUnits().power} />}
      line2={t('ofConnection', shareOf(powerW, limitW))}
      line3={t('vsYesterday', { change: changeOf(powerW, beforeW) })}
      spark={{ metric: 'siteFacilityPowerW', ink: 'power' }}
    />
  );
}

function ItTile() {
  const powerW = useSiteValue()('siteItPowerW');
  const beforeW = useSiteValue()('siteItDayAgoPowerW');
  const limitW = siteInfo.value?.site.ratings.itDesignW ?? Number.NaN;
  return (
    <KpiTile
      label={t('it')}
      metric="siteItPowerW"
      value={<Value value={powerW} unit={siteUnits().power} />}
      line2={t('ofDesign', shareOf(powerW, limitW))}
      line3={t('vsYesterday', { change: changeOf(powerW, beforeW) })}
      spark={{ metric: 'siteItPowerW', ink: 'power' }}
    />
  );
}

/** Now less the same quarter of an hour of yesterday; a dash until a day is known. */
function changeOf(powerW: number, beforeW: number): string {
  const change = formatText(powerW - beforeW, siteUnits().power);
  return powerW >= beforeW ? `+${change}` : change;
}

function shareOf(powerW: number, limitW: number): { share: string; limit: string } {
  const { power, watts } = siteUnits();
  const digits = limitW % watts === 0 ? 0 : 1;
  return {
    share: formatText(powerW / limitW, 'percent'),
    limit: formatText(limitW, power, { digits }),
  };
}

/** Whole kilowatt-hours: the hint has the rest. */
function shortEnergy(wh: number): string {
  const unit = energyUnit(wh);
  return formatText(wh, unit, { digits: unit === 'kWh' ? 0 : 2 });
}

function PueTile() {
  const read = useSiteValue();
  // The year of a twin is its model's, whatever part of it was recorded.
  const year = read('sitePue12mRatio');
  const modelled = siteInfo.value?.kind === 'simulated' && Number.isFinite(year);
  const day = t('pue24', { value: formatText(read('sitePue24hRatio'), 'ratio') });
  const yearText = t(modelled ? 'pueYearModelled' : 'pueYear', {
    value: formatText(year, 'ratio'),
  });
  const [quarterWh, dayWh] = [read('siteBattery15mWh'), read('siteBattery24hWh')];
  const help = t('batteryHelp', { quarter: energyText(quarterWh), day: energyText(dayWh) });
  const said = (text: string) => (
    <Hint text={help} class="hint plain">
      {text}
    </Hint>
  );
  return (
    <KpiTile
      label={t('pue15')}
      metric="sitePue15mRatio"
      value={<Value value={read('sitePue15mRatio')} unit="ratio" />}
      line2={dayWh > 0 ? said(`${day} · ${t('batteryApart')}`) : day}
      line3={
        quarterWh > 0 ? said(t('batteryWithout', { energy: shortEnergy(quarterWh) })) : yearText
      }
      spark={{ metric: 'sitePue15mRatio', ink: 'cooling', leastSpanRatio: 0.01 }}
    />
  );
}

function GpusTile() {
  const read = useSiteValue();
  const idle = formatNumber(read('siteGpusIdle'));
  const out = formatNumber(read('siteGpusOut'));
  return (
    <KpiTile
      label={t('gpusAtWork')}
      metric="siteGpusAtWork"
      value={<Value value={read('siteGpusAtWork')} unit="count" />}
      line2={t('gpusRest', { idle, out })}
      line3={t('smActive', { share: formatText(read('siteSmActiveRatio'), 'percent') })}
      spark={{ metric: 'siteGpusAtWork', ink: 'compute' }}
    />
  );
}

function MarginTile() {
  const read = useSiteValue();
  const gpu = read('siteThermalMarginGpu');
  const ids = siteInfo.value?.ids;
  const id = ids && gpu >= 0 ? ids.idOf('gpu', gpu) : undefined;
  return (
    <KpiTile
      label={t('thermalMargin')}
      metric="siteThermalMarginMinK"
      value={<Value value={read('siteThermalMarginMinK')} unit="K" />}
      line2={id ? <a href={`/gpu/${id}`}>{id}</a> : UNKNOWN}
      line3={t('slowed', { count: formatNumber(read('siteGpusThermallySlowed')) })}
      spark={{ metric: 'siteThermalMarginMinK', ink: 'cooling', leastSpanRatio: 0.3 }}
    />
  );
}

function TodayTile() {
  const read = useSiteValue();
  const { energy, mass } = siteUnits();
  const soFar = t('costAndCarbon', {
    cost: formatText(read('siteTodayCostEur'), 'EUR'),
    carbon: formatText(read('siteTodayCo2G'), mass),
  });
  const now = t('priceAndCarbonNow', {
    price: formatText(read('gridPriceEurPerMWh'), 'EURPerMWh', { digits: 0 }),
    carbon: formatText(read('gridCarbonGPerKWh'), 'gPerKWh'),
  });
  return (
    <KpiTile
      label={t('today')}
      metric="siteTodayEnergyWh"
      value={<Value value={read('siteTodayEnergyWh')} unit={energy} />}
      line2={
        <Hint text={t('costAndCarbonHelp')} class="hint plain">
          <Lowered text={soFar} />
        </Hint>
      }
      line3={<Lowered text={now} />}
      tool={<MenuButton title={t('keyFigures')} exports={exportsOf} />}
    />
  );
}
