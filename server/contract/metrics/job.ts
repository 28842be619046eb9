// Metrics of a job, in columns by slot; `jobId` says which job holds the slot.
// A table, read by row: its length is the number of rows.
import type { Metric } from '../metric.ts';
import type { Text } from '../text.ts';
import { counter, gauge, state, text } from './shape.ts';

/** A counter of what some jobs do; unknown for the others. */
function work(name: Text, help: Text) {
  return { ...counter('job', 'count', name, help), offWire: true } as const;
}

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
      'Tokens trained or served since the job started, those lost by restarts included.',
      'Jetons d’entraînement ou servis depuis le début du travail, ceux perdus aux redémarrages compris.',
    ),
  ),
  jobLostTokens: work(
    text('Lost tokens', 'Jetons perdus'),
    text(
      'Tokens trained since the last checkpoint when a fault made the job restart.',
      'Jetons d’entraînement depuis le dernier point de reprise, au moment où une panne a fait redémarrer le travail.',
    ),
  ),
  jobSteps: counter(
    'job',
    'count',
    text('Steps', 'Itérations'),
    text(
      'Complete iterations since the job started, those lost by restarts included.',
      'Itérations complètes depuis le début du travail, celles perdues aux redémarrages comprises.',
    ),
  ),
  jobLostSteps: work(
    text('Lost steps', 'Itérations perdues'),
    text(
      'Iterations since the last checkpoint when a fault made the job restart.',
      'Itérations depuis le dernier point de reprise, au moment où une panne a fait redémarrer le travail.',
    ),
  ),
  jobRestarts: work(
    text('Restarts', 'Redémarrages'),
    text(
      'Faults that made the job, or a part of it, start again.',
      'Pannes qui ont fait redémarrer le travail, ou une de ses parties.',
    ),
  ),
  jobRequests: work(
    text('Requests', 'Requêtes'),
    text(
      'Requests answered since the job started.',
      'Requêtes servies depuis le début du travail.',
    ),
  ),
  jobPrefillTokens: work(
    text('Prefill tokens', 'Jetons de préremplissage'),
    text('Tokens read from requests.', 'Jetons lus dans les requêtes.'),
  ),
  jobDecodeTokens: work(
    text('Decode tokens', 'Jetons générés'),
    text('Tokens written in answers.', 'Jetons écrits dans les réponses.'),
  ),
  jobPrefillRatio: {
    ...gauge(
      'job',
      'ratio',
      'none',
      text('Prefill share', 'Part du préremplissage'),
      text(
        'Of the busy time of a serving job: reading requests; the rest is writing answers.',
        'Part du temps occupé d’un travail d’inférence passée à lire les requêtes ; le reste sert à écrire les réponses.',
      ),
    ),
    range: [0, 1],
    offWire: true,
  },
  jobPaceRatio: {
    ...gauge(
      'job',
      'ratio',
      'none',
      text('Pace', 'Allure'),
      text(
        'Work of a GPU-second of compute over that at the highest clock: what is left under a power cap.',
        'Travail d’une seconde de calcul rapporté à celui de la fréquence maximale : ce qu’un plafond de puissance en laisse.',
      ),
    ),
    range: [0, 1],
    offWire: true,
  },
  siteSmoothingState: state(
    'site',
    'smoothing',
    text('Power smoothing', 'Lissage de puissance'),
    text(
      'Whether GPUs keep a floor of power while they wait and rise slowly when they start.',
      'Indique si les GPU gardent un plancher de puissance quand ils attendent et remontent lentement.',
    ),
  ),
} as const satisfies Record<string, Metric>;
