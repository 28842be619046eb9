// What is picked on the floor and what it adds up to: GPUs, racks, power, jobs.
import { useComputed } from '@preact/signals';
import type { LatestAnswer } from '../../../server/contract/api.ts';
import { floorJobs } from '../../floor/floorJobs.ts';
import { JobName } from '../../floor/jobName.tsx';
import { jobsWithin } from '../../floor/jobPlane.ts';
import { formatNumber } from '../../format.ts';
import { FLOOR_VIEW_TEXTS as TEXTS } from '../../i18n/floorView.ts';
import { say } from '../../i18n.ts';
import { type SiteContext, useJobs } from '../../live.ts';
import { pathOf } from '../../route.ts';
import { queryText } from '../../time/ask.ts';
import { useJson } from '../../time/useJson.ts';
import { Panel } from '../../ui/panel.tsx';
import { Value } from '../../ui/value.tsx';
import { besideMapMark } from './moment.ts';
import { gpuSpans, type PickedSpan, pickedSpans, setPicked } from './picked.ts';

const PLACES_MOST = 1_000;
const EVERY_S = 2;

interface SelectionProps {
  readonly info: SiteContext;
  readonly perRack: number;
}

export function SelectionPanel({ info, perRack }: SelectionProps) {
  const spans = pickedSpans.value;
  if (spans.length === 0) {
    return (
      <Panel title={say(TEXTS.selection)} class="selectionPanel nonePicked">
        <p class="muted">{say(TEXTS.selectHint)}</p>
      </Panel>
    );
  }
  return <Totals key={JSON.stringify(spans)} info={info} perRack={perRack} spans={spans} />;
}

function Totals({ info, perRack, spans }: SelectionProps & { spans: readonly PickedSpan[] }) {
  const gpus = countIn(gpuSpans(spans, perRack));
  const racks = spans.filter(({ kind }) => kind === 'rack');
  // A GPU of a rack that is picked whole is counted with its rack.
  const single = spans.filter(
    ({ kind, from }) =>
      kind === 'gpu' &&
      !racks.some((rack) => from >= rack.from * perRack && from < rack.to * perRack),
  );
  const ofRacks = useSums(info, racks, ['rackPowerW', 'rackGpuSensorPowerW']);
  const ofGpus = useSums(info, single, ['gpuPowerW']);
  const gpuPowerW =
    (racks.length ? (ofRacks?.[1] ?? Number.NaN) : 0) +
    (single.length ? (ofGpus?.[0] ?? Number.NaN) : 0);
  const jobs = useHeldJobs(spans, perRack);
  const rows = [
    { name: say(TEXTS.gpus), value: gpus, unit: 'count' as const },
    { name: say(TEXTS.wholeRacks), value: countIn(racks), unit: 'count' as const },
    {
      name: say(TEXTS.rackPower),
      value: racks.length ? (ofRacks?.[0] ?? Number.NaN) : 0,
      unit: 'kW' as const,
    },
    { name: say(TEXTS.gpuPower), value: gpuPowerW, unit: 'kW' as const },
    { name: say(TEXTS.jobs), value: jobs.length, unit: 'count' as const },
  ];
  const large = countIn(racks) > PLACES_MOST || countIn(single) > PLACES_MOST;
  return (
    <Panel
      title={say(TEXTS.selection)}
      subtitle={besideMapMark.value}
      class="selectionPanel"
      actions={
        <button type="button" class="chip" onClick={() => setPicked([])}>
          {say(TEXTS.clear)}
        </button>
      }
      exports={{
        table: () => ({
          columns: [{ name: say(TEXTS.selection) }, { name: 'n, kW', digits: 1 }],
          rows: [
            ...rows.map(({ name, value, unit }) => [
              name,
              Number.isNaN(value) ? null : unit === 'kW' ? value / 1e3 : value,
            ]),
            ...jobs.map(({ job, gpus: held }) => [`${job.name} (${job.id})`, held]),
          ],
        }),
      }}
    >
      <dl class="totals">
        {rows.map(({ name, value, unit }) => (
          <div key={name}>
            <dt class="muted">{name}</dt>
            <dd>
              <Value value={value} unit={unit} />
            </dd>
          </div>
        ))}
      </dl>
      {large ? <p class="muted">{say(TEXTS.tooMany)}</p> : null}
      <ul class="heldJobs">
        {jobs.map(({ job, gpus: held }) => (
          <li key={job.id}>
            <JobName id={job.id} href={pathOf('job', job.id)}>
              {job.name}
            </JobName>
            <span class="muted">{say(TEXTS.ofGpus, { count: formatNumber(held) })}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function countIn(spans: readonly PickedSpan[]): number {
  return spans.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** Sums over the picked places at full precision, as the API has them; undefined until it has answered. */
function useSums(
  { ids }: SiteContext,
  spans: readonly PickedSpan[],
  metrics: readonly string[],
): number[] | undefined {
  const count = countIn(spans);
  const names = spans.flatMap(({ kind, from, to }) =>
    count > PLACES_MOST
      ? []
      : Array.from({ length: to - from }, (_, i) => ids.idOf(kind, from + i)),
  );
  const path =
    names.length === 0 ? undefined : `/api/latest?${queryText({ metric: metrics, ids: names })}`;
  const { answer } = useJson<LatestAnswer>(path, { everyS: EVERY_S }).value;
  return (
    answer &&
    metrics.map((metric) =>
      (answer.values[metric] ?? []).reduce<number>(
        (sum, value) => sum + (typeof value === 'number' ? value : Number.NaN),
        0,
      ),
    )
  );
}

function useHeldJobs(spans: readonly PickedSpan[], perRack: number) {
  useJobs();
  const placed = useComputed(() => floorJobs.value.placed).value;
  const held = new Map<string, ReturnType<typeof jobsWithin>[number]>();
  for (const { from, to } of gpuSpans(spans, perRack)) {
    for (const one of jobsWithin(placed, from, to)) {
      const last = held.get(one.job.id);
      held.set(one.job.id, { job: one.job, gpus: one.gpus + (last?.gpus ?? 0) });
    }
  }
  return [...held.values()].sort((a, b) => b.gpus - a.gpus);
}
