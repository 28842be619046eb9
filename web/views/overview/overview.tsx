// The overview: is the site healthy, and where does its energy go, on one screen.
import './figures.css';
import './overview.css';
import { FloorPanel } from '../../floor/floorPanel.tsx';
import { t } from '../../i18n.ts';
import { BalancePanel } from './balancePanel.tsx';
import { EventsPanel } from './eventsPanel.tsx';
import { JobsPanel } from './jobsPanel.tsx';
import { KpiStrip } from './kpiStrip.tsx';
import { PlantStrip } from './plantStrip.tsx';
import { PowerPanel } from './powerPanel.tsx';

export function Overview() {
  return (
    <div class="overview">
      <h1 class="unseen">{t('overview')}</h1>
      <KpiStrip />
      <PlantStrip />
      <div class="middle">
        <FloorPanel />
        <div class="middleSide">
          <PowerPanel />
          <BalancePanel />
        </div>
      </div>
      <div class="lower">
        <JobsPanel />
        <EventsPanel />
      </div>
    </div>
  );
}
