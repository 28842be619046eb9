// Metrics of a job, in columns by slot; `jobId` says which job holds the slot.
import type { Metric } from '../metric.ts';
import { counter, gauge, state, text } from './shape.ts';

export const JOB_METRICS = {
  jobId: {
    scope: 'job',
    unit: 'code',
    kind: 'id',
    rollUp: 'none',
    overTime: 'last',
    origin: 'source',
    name: text('Job', 'Travail'),
    help: text('The job in this slot.', 'Le travail de cet emplacement.'),
  },
  jobPowerW: gauge(
    'job',
    'W',
    'sum',
    text('Job IT power', 'Puissance du travail'),
    text(
      'All-in at the rack inputs: its GPUs and their share of Grace, trays, switches and shelf loss.',
      'Tout compris à l’entrée des baies : ses GPU et leur part des Grace, tiroirs, commutateurs et pertes.',
    ),
  ),
  jobGpuPowerW: gauge(
    'job',
    'W',
    'sum',
    text('Job GPU power', 'Puissance GPU du travail'),
    text('Its GPUs alone, true watts.', 'Ses seuls GPU, en watts vrais.'),
  ),
  jobSmActiveRatio: {
    ...gauge(
      'job',
      'ratio',
      'mean',
      text('SM active', 'SM actifs'),
      text('Mean over its GPUs.', 'Moyenne sur ses GPU.'),
    ),
    range: [0, 1],
  },
  jobPhase: state(
    'job',
    'phase',
    text('Phase', 'Phase'),
    text('What the job does now.', 'Ce que fait le travail en ce moment.'),
  ),
  jobEnergyWh: counter(
    'job',
    'Wh',
    text('Job energy', 'Énergie du travail'),
    text(
      'All-in energy at the rack inputs since the job started.',
      'Énergie tout compris à l’entrée des baies depuis le début du travail.',
    ),
  ),
  jobGpuEnergyWh: counter(
    'job',
    'Wh',
    text('Job GPU energy', 'Énergie GPU du travail'),
    text('Energy of its GPUs alone.', 'Énergie de ses seuls GPU.'),
  ),
  jobTokens: counter(
    'job',
    'count',
    text('Tokens', 'Jetons'),
    text(
      'Tokens trained or served since the job started.',
      'Jetons appris ou servis depuis le début du travail.',
    ),
  ),
} as const satisfies Record<string, Metric>;
