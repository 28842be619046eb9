// What the driver's XID numbers mean, in a few words each.
import type { Text } from '../../server/contract/text.ts';

export const XID_TEXTS: Readonly<Record<number, Text>> = {
  13: { en: 'graphics engine exception', fr: 'exception du moteur graphique' },
  31: { en: 'memory page fault', fr: 'défaut de page mémoire' },
  43: { en: 'channel stopped', fr: 'canal arrêté' },
  45: { en: 'channel cleaned up', fr: 'canal nettoyé' },
  48: { en: 'double-bit ECC error', fr: 'erreur ECC à deux bits' },
  63: { en: 'row remapped', fr: 'ligne mémoire réaffectée' },
  64: { en: 'row remapping failed', fr: 'échec de réaffectation' },
  74: { en: 'NVLink error', fr: 'erreur NVLink' },
  79: { en: 'GPU fell off the bus', fr: 'GPU perdu sur le bus' },
  92: { en: 'many single-bit ECC errors', fr: 'nombreuses erreurs ECC à un bit' },
  94: { en: 'contained ECC error', fr: 'erreur ECC confinée' },
  95: { en: 'uncontained ECC error', fr: 'erreur ECC non confinée' },
  119: { en: 'GSP timeout', fr: 'GSP sans réponse' },
  120: { en: 'GSP error', fr: 'erreur du GSP' },
  140: { en: 'unrecovered ECC error', fr: 'erreur ECC non rattrapée' },
  145: { en: 'NVLink link error', fr: 'erreur de liaison NVLink' },
  149: { en: 'NVLink fault', fr: 'panne NVLink' },
};
