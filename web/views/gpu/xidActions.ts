// What to do about an XID on a GB200, after NVIDIA's catalogue of XIDs (docs.nvidia.com/deploy/xid-errors).
import type { Text } from '../../../server/contract/text.ts';

const RESTART_JOB: Text = {
  en: 'restart the job; mostly a fault of its own code',
  fr: 'relancer le travail ; défaut de son propre code, le plus souvent',
};
const RESET_GPU: Text = { en: 'drain and reset the GPU', fr: 'vider puis réinitialiser le GPU' };
const NOTHING: Text = { en: 'nothing', fr: 'rien' };
const WATCH: Text = { en: 'nothing now; watch', fr: 'rien pour l’instant ; surveiller' };
const SUPPORT: Text = {
  en: 'out of service; call support',
  fr: 'hors service ; appeler l’assistance',
};
const DECODE: Text = {
  en: 'read the sub-code: reset the GPU or call support',
  fr: 'lire le sous-code : réinitialiser le GPU ou appeler l’assistance',
};

export const XID_ACTIONS: Readonly<Record<number, Text>> = {
  13: RESTART_JOB,
  31: RESTART_JOB,
  43: RESTART_JOB,
  45: RESTART_JOB,
  48: RESET_GPU,
  63: {
    en: 'nothing now; reset at the next maintenance',
    fr: 'rien pour l’instant ; réinitialiser au prochain entretien',
  },
  64: SUPPORT,
  74: SUPPORT,
  79: { en: 'restart the node; call support', fr: 'redémarrer le nœud ; appeler l’assistance' },
  92: WATCH,
  94: RESTART_JOB,
  95: RESET_GPU,
  109: RESET_GPU,
  119: RESET_GPU,
  120: RESET_GPU,
  121: {
    en: 'nothing once; call support if it returns',
    fr: 'rien la première fois ; appeler l’assistance si elle revient',
  },
  137: RESTART_JOB,
  140: RESET_GPU,
  143: RESET_GPU,
  144: DECODE,
  145: DECODE,
  146: DECODE,
  147: NOTHING,
  148: NOTHING,
  149: RESET_GPU,
  150: RESET_GPU,
  154: {
    en: 'follow the recovery that it names',
    fr: 'suivre le rétablissement qu’il indique',
  },
  155: RESET_GPU,
  156: RESET_GPU,
  157: SUPPORT,
  158: RESET_GPU,
  167: WATCH,
  168: SUPPORT,
  171: {
    en: 'as the XID beside it: 94, 95 or 140',
    fr: 'selon le XID qui l’accompagne : 94, 95 ou 140',
  },
  172: {
    en: 'as the XID beside it: 94, 95 or 140',
    fr: 'selon le XID qui l’accompagne : 94, 95 ou 140',
  },
};
