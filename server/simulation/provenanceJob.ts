// How each metric of a job comes about.
import { assumed, LLAMA, modelled, WORKLOADS } from './provenanceText.ts';

const AZURE_LLM = 'Azure LLM inference traces 2023 and 2024';

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
    'L’horloge du travail : itérations, points de reprise, redémarrages',
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
    'Tokens per GPU-second by kind of job, times the pace of its clock and the share of the second that it works',
    'Jetons par GPU-seconde selon le type de travail, fois l’allure de la fréquence et la part de la seconde travaillée',
    WORKLOADS,
  ),
  jobLostTokens: modelled(
    'Tokens since the last checkpoint at each restart',
    'Jetons depuis le dernier point de reprise, à chaque redémarrage',
    WORKLOADS,
  ),
  jobSteps: modelled(
    'Complete iterations on the job’s own clock',
    'Itérations complètes à l’horloge du travail',
    WORKLOADS,
  ),
  jobLostSteps: modelled(
    'Iterations since the last checkpoint at each restart',
    'Itérations depuis le dernier point de reprise, à chaque redémarrage',
    WORKLOADS,
  ),
  jobRestarts: modelled(
    'Faults that hit its GPUs; before the twin’s first second the published rate times its age',
    'Pannes de ses GPU ; avant la première seconde du jumeau, taux publié fois l’âge',
    LLAMA,
  ),
  jobRequests: assumed(
    'Rhythm of the day times the level of the job, at most what its clock can serve',
    'Rythme du jour fois le niveau du travail, au plus ce que permet la fréquence',
    AZURE_LLM,
    WORKLOADS,
  ),
  jobPrefillTokens: assumed(
    'Requests times the mean length of a prompt, which varies by 10 %',
    'Requêtes fois la longueur moyenne d’une invite, qui varie de 10 %',
    AZURE_LLM,
  ),
  jobDecodeTokens: assumed(
    'Requests times the mean length of an answer',
    'Requêtes fois la longueur moyenne d’une réponse',
    AZURE_LLM,
  ),
  jobPrefillRatio: assumed(
    'GPU time of a prompt over that of the whole request: prefill slows with the clock, decode hardly',
    'Temps GPU de l’invite rapporté à celui de la requête : la lecture suit la fréquence, la génération presque pas',
    WORKLOADS,
  ),
  jobPaceRatio: assumed(
    '1 / ((1 - b) + b / f), f the clock over the highest, b by kind of work',
    '1 / ((1 - b) + b / f), f étant la fréquence rapportée à la plus haute, b selon le type de travail',
    {
      en: 'Zeus, NSDI 23: power cap sweeps',
      fr: 'Zeus, NSDI 23 : balayage de la limite de puissance',
    },
    WORKLOADS,
  ),
  siteSmoothingState: modelled('The last command', 'La dernière commande'),
} as const;
