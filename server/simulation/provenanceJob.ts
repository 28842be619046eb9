// How each metric of a job comes about.
import { assumed, modelled, WORKLOADS } from './provenanceText.ts';

export const JOB_PROVENANCE = {
  jobId: modelled('From the placement of jobs', 'D’après le placement des travaux', WORKLOADS),
  jobPowerW: modelled(
    'DC power of its trays and an even share of the switches, times the rack’s AC over DC',
    'Puissance continue de ses tiroirs et part égale des commutateurs, fois alternatif sur continu de la baie',
  ),
  jobGpuPowerW: modelled('Sum of true GPU power', 'Somme des puissances vraies des GPU'),
  jobSmActiveRatio: modelled('Mean over its GPUs', 'Moyenne sur ses GPU', WORKLOADS),
  jobPhase: modelled(
    'The job’s own clock: iterations, checkpoints, restarts',
    'L’horloge du travail : itérations, sauvegardes, reprises',
    WORKLOADS,
  ),
  jobEnergyWh: modelled(
    'Integral of all-in power; before the twin’s first second an estimate from its age',
    'Intégrale de la puissance tout compris ; avant la première seconde du jumeau, estimation selon l’âge',
    WORKLOADS,
  ),
  jobGpuEnergyWh: modelled(
    'Integral of GPU power; before the twin’s first second an estimate from its age',
    'Intégrale de la puissance GPU ; avant la première seconde du jumeau, estimation selon l’âge',
    WORKLOADS,
  ),
  jobTokens: assumed(
    'Tokens a GPU-second by kind of job, while it computes',
    'Jetons par GPU-seconde selon le genre de travail, pendant le calcul',
    WORKLOADS,
  ),
} as const;
