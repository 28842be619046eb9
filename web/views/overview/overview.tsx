// The overview: is the site healthy, and where does its energy go, on one screen.
import './figures.css';
import './overview.css';
import { FloorPanel } from '../../floor/floorPanel.tsx';
import { t } from '../../i18n.ts';
import { KpiStrip } from './kpiStrip.tsx';
import { Part } from './part.tsx';
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
          <Part name="FlowPanel" class="flowPanel" />
        </div>
      </div>
      <div class="lower">
        <Part name="JobsPanel" class="jobsPanel" />
        <Part name="EventsPanel" class="eventsPanel" />
        <Part name="GridPanel" class="gridPanel" />
      </div>
    </div>
  );
}
