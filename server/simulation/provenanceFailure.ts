// How each metric of failures comes about.
import { DCGM, ESTIMATE, LLAMA, modelled } from './provenanceText.ts';

export const FAILURE_PROVENANCE = {
  rackLeakState: modelled(
    'Leaks at 0.02 per rack and year; mended after a lognormal time, median 20 h',
    'Fuites à 0,02 par baie et par an ; réparées après une durée log-normale, médiane 20 h',
    ESTIMATE,
  ),
  shelfState: modelled(
    'Failures at 0.02 per shelf and year; hot swap after a lognormal time, median 6 h',
    'Pannes à 0,02 par bloc et par an ; remplacé à chaud après une durée log-normale, médiane 6 h',
    ESTIMATE,
  ),
  siteSpareTrays: modelled(
    'One per thousand trays, less those in use, plus those back from repair after about 14 days',
    'Un pour mille tiroirs, moins ceux utilisés, plus ceux revenus de réparation après 14 jours environ',
    ESTIMATE,
  ),
  siteTraysWaiting: modelled(
    'Trays to be swapped while the stock is empty, first come, first served',
    'Tiroirs à remplacer quand le stock est vide, dans l’ordre d’arrivée',
    ESTIMATE,
  ),
  gpuNvlinkErrors: modelled(
    'A few on one GPU in a hundred, and 50 to 5,000 with an NVLink XID; 0 after a reset',
    'Quelques-unes sur un GPU sur cent, et 50 à 5 000 avec un XID NVLink ; 0 après une réinitialisation',
    DCGM,
    ESTIMATE,
  ),
  gpuUncorrectableRemappedRows: modelled(
    'Those of the part’s past, and one for each XID 63 of a memory fault',
    'Celles du passé de la pièce, et une par XID 63 d’une panne de mémoire',
    LLAMA,
    ESTIMATE,
  ),
  gpuCorrectableRemappedRows: modelled(
    'Those of the part’s past, and one for each XID 63 that interrupts nothing',
    'Celles du passé de la pièce, et une par XID 63 sans interruption',
    ESTIMATE,
  ),
  gpuRowRemapFailure: modelled(
    '1 from XID 64 until the part is swapped',
    '1 dès le XID 64, jusqu’au remplacement de la pièce',
    DCGM,
  ),
  gpuRowRemapPending: modelled(
    '1 from XID 63 until the next reset',
    '1 dès le XID 63, jusqu’à la prochaine réinitialisation',
    DCGM,
  ),
} as const;
