// Words of the views of jobs.
import type { JobView } from '../../server/contract/job.ts';
import type { Text } from '../../server/contract/text.ts';

export const JOBS_TEXTS = {
  title: { en: 'Jobs', fr: 'Travaux' },
  state: { en: 'State', fr: 'État' },
  running: { en: 'Running', fr: 'En cours' },
  queued: { en: 'Queued', fr: 'En attente' },
  ended: { en: 'Ended', fr: 'Terminés' },
  isRunning: { en: 'running', fr: 'en cours' },
  isQueued: { en: 'queued', fr: 'en attente' },
  isEnded: { en: 'ended', fr: 'terminé' },
  million: { en: 'M', fr: 'M' },
  billion: { en: 'bn', fr: 'Md' },
  search: { en: 'Name, tenant or kind', fr: 'Nom, client ou type' },
  name: { en: 'Job', fr: 'Travail' },
  tenant: { en: 'Tenant', fr: 'Client' },
  kind: { en: 'Kind', fr: 'Type' },
  gpus: { en: 'GPUs', fr: 'GPU' },
  power: { en: 'IT power', fr: 'Puissance' },
  sm: { en: 'SM active', fr: 'SM actifs' },
  phase: { en: 'Phase', fr: 'Phase' },
  itEnergy: { en: 'Energy', fr: 'Énergie' },
  itEnergyHelp: {
    en: 'Metered at its racks, since its start.',
    fr: 'Mesurée à ses baies, depuis son début.',
  },
  energy: { en: 'Booked energy', fr: 'Énergie imputée' },
  energyHelp: {
    en: 'Its share of the energy at the meters of the site, since the record began.',
    fr: 'Sa part de l’énergie aux compteurs du site, depuis le début du relevé.',
  },
  cost: { en: 'Cost', fr: 'Coût' },
  costHelp: {
    en: 'Spot price, without network charges and tax.',
    fr: 'Prix spot, hors acheminement et taxes.',
  },
  carbon: { en: 'CO₂', fr: 'CO₂' },
  carbonHelp: {
    en: 'Location-based: direct emissions of the country’s production.',
    fr: 'Fondé sur la localisation : émissions directes de la production du pays.',
  },
  perToken: { en: 'J/token, site', fr: 'J/jeton, site' },
  started: { en: 'Started', fr: 'Début' },
  lasted: { en: 'Runtime', fr: 'Durée' },
  ending: { en: 'End', fr: 'Fin' },
  empty: { en: 'No job here.', fr: 'Aucun travail ici.' },
  lines: { en: 'Where the IT power goes', fr: 'Où va la puissance informatique' },
  lineJobs: { en: 'Jobs', fr: 'Travaux' },
  lineIdle: { en: 'Idle GPUs', fr: 'GPU au repos' },
  lineOut: { en: 'Out of service', fr: 'Hors service' },
  lineNetwork: { en: 'Network and storage', fr: 'Réseau et stockage' },
  lineSum: { en: 'IT at the racks', fr: 'Informatique aux baies' },
  timeline: { en: 'Timeline', fr: 'Frise des travaux' },
  timelineNote: {
    en: 'violet: running, grey: ended, dashed: queued',
    fr: 'violet : en cours, gris : terminé, tireté : en attente',
  },
  timelineCount: {
    en: 'the {rows} largest of {all} by GPU-hours in this range',
    fr: 'les {rows} plus gros sur {all}, en GPU-heures sur la période',
  },
  byTenant: { en: 'By tenant', fr: 'Par client' },
  jobs: { en: 'Jobs', fr: 'Travaux' },
  unknown: { en: 'No job is called {id}.', fr: 'Aucun travail ne s’appelle {id}.' },
  loading: { en: 'Loading…', fr: 'Chargement…' },
  allJobs: { en: 'All jobs', fr: 'Tous les travaux' },
  trace: { en: 'Power', fr: 'Puissance' },
  traceAll: { en: 'all-in at the racks', fr: 'tout compris aux baies' },
  traceGpu: { en: 'its GPUs', fr: 'ses GPU' },
  figures: { en: 'So far', fr: 'À ce jour' },
  where: { en: 'Where it runs', fr: 'Où il s’exécute' },
  faults: { en: 'Faults and restarts', fr: 'Pannes et redémarrages' },
  noFaults: { en: 'None is known.', fr: 'Rien de connu.' },
  faultsNote: {
    en: 'each cause with what followed; other faults of its GPUs: last 24 h',
    fr: 'chaque cause avec ses suites ; autres pannes de ses GPU : 24 dernières heures',
  },
  stepsLost: { en: '{count} steps lost', fr: 'itérations perdues : {count}' },
  waits: { en: 'ran again {time} later', fr: 'redémarrage {time} plus tard' },
  inLog: { en: 'In the log', fr: 'Dans le journal' },
  wholeLife: { en: 'Its whole life', fr: 'Toute sa durée' },
  restarts: { en: 'Restarts', fr: 'Redémarrages' },
  tokens: { en: 'Tokens', fr: 'Jetons' },
  steps: { en: 'Steps', fr: 'Itérations' },
  requests: { en: 'Requests', fr: 'Requêtes' },
  gpuPerToken: { en: 'J/token, GPUs', fr: 'J/jeton, GPU' },
  sitePerStep: { en: 'J/step, site', fr: 'J/itération, site' },
  rackEnergyBooked: {
    en: 'at the racks, since the record began',
    fr: 'aux baies, depuis le début du relevé',
  },
  lost: { en: '{count} lost to restarts', fr: 'dont perte aux redémarrages : {count}' },
  pace: { en: 'Pace', fr: 'Allure' },
  paceHelp: {
    en: 'work done, compared with that at the highest clock',
    fr: 'travail accompli, rapporté à celui de la fréquence maximale',
  },
} as const satisfies Record<string, Text>;

export const END_TEXTS: Record<NonNullable<JobView['endReason']>, Text> = {
  completed: { en: 'completed', fr: 'achevé' },
  cancelled: { en: 'cancelled', fr: 'annulé' },
  failed: { en: 'failed', fr: 'en échec' },
  preempted: { en: 'preempted', fr: 'préempté' },
};

/** The state of one job. */
export const ONE_STATE_TEXTS: Record<JobView['state'], Text> = {
  running: JOBS_TEXTS.isRunning,
  queued: JOBS_TEXTS.isQueued,
  ended: JOBS_TEXTS.isEnded,
};
