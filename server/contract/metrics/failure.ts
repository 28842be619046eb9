// Metrics of failures: leaks, power shelves, spare trays, and what GPUs remember of their errors.
import type { Metric } from '../metric.ts';
import { counter, gauge, state, text } from './shape.ts';

/** A whole number of a GPU that few have and that stays small: a code's width is enough for it. */
const FEW = {
  scope: 'gpu',
  unit: 'count',
  kind: 'state',
  rollUp: 'none',
  overTime: 'last',
  origin: 'source',
} as const;
/** 1 or 0. */
const FLAG = { ...FEW, unit: 'code' } as const;

export const FAILURE_METRICS = {
  rackLeakState: state(
    'rack',
    'leak',
    text('Leak detection', 'Détection de fuite'),
    text(
      'Leak sensor under the manifolds of a rack.',
      'Capteur de fuite sous les collecteurs d’une baie.',
    ),
  ),
  shelfState: state(
    'shelf',
    'shelf',
    text('Shelf state', 'État du bloc d’alimentation'),
    text(
      'In service, or out; the other shelves of the rack carry its share.',
      'En service ou hors service ; les autres blocs de la baie assurent sa part.',
    ),
  ),
  siteSpareTrays: gauge(
    'site',
    'count',
    'none',
    text('Spare trays', 'Tiroirs de rechange'),
    text('Compute trays in stock.', 'Tiroirs de calcul en stock.'),
  ),
  siteTraysWaiting: gauge(
    'site',
    'count',
    'none',
    text('Trays waiting for a spare', 'Tiroirs en attente de rechange'),
    text(
      'Out of service until a spare tray is delivered.',
      'Hors service jusqu’à la livraison d’un tiroir de rechange.',
    ),
  ),
  gpuNvlinkErrors: {
    ...counter(
      'gpu',
      'count',
      text('NVLink errors', 'Erreurs NVLink'),
      text(
        'Errors of flow control on all NVLinks since the last reset.',
        'Erreurs de contrôle de flux sur tous les liens NVLink depuis la dernière réinitialisation.',
      ),
    ),
    dcgm: {
      name: 'DCGM_FI_DEV_NVLINK_CRC_FLIT_ERROR_COUNT_TOTAL',
      id: 409,
      type: 'counter',
      unit: 'count',
      scale: 1,
      help: 'Total number of NVLink flow-control CRC errors.',
      digits: 0,
    },
  },
  gpuUncorrectableRemappedRows: {
    ...FEW,
    dcgm: {
      name: 'DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS',
      id: 393,
      type: 'counter',
      unit: 'count',
      scale: 1,
      help: 'Number of remapped rows for uncorrectable errors',
      digits: 0,
    },
    name: text('Rows remapped, uncorrectable', 'Lignes réaffectées, erreurs non corrigeables'),
    help: text(
      'Memory rows replaced after uncorrectable errors.',
      'Lignes de mémoire remplacées après des erreurs non corrigeables.',
    ),
  },
  gpuCorrectableRemappedRows: {
    ...FEW,
    dcgm: {
      name: 'DCGM_FI_DEV_CORRECTABLE_REMAPPED_ROWS',
      id: 394,
      type: 'counter',
      unit: 'count',
      scale: 1,
      help: 'Number of remapped rows for correctable errors',
      digits: 0,
    },
    name: text('Rows remapped, correctable', 'Lignes réaffectées, erreurs corrigeables'),
    help: text(
      'Memory rows replaced after correctable errors.',
      'Lignes de mémoire remplacées après des erreurs corrigeables.',
    ),
  },
  gpuRowRemapFailure: {
    ...FLAG,
    dcgm: {
      name: 'DCGM_FI_DEV_ROW_REMAP_FAILURE',
      id: 395,
      type: 'gauge',
      unit: 'code',
      scale: 1,
      help: 'Whether remapping of rows has failed',
      digits: 0,
    },
    name: text('Row remap failed', 'Échec de réaffectation'),
    help: text(
      '1 when a row could not be replaced.',
      '1 quand une ligne n’a pas pu être remplacée.',
    ),
  },
  gpuRowRemapPending: {
    ...FLAG,
    dcgm: {
      name: 'DCGM_FI_DEV_ROW_REMAP_PENDING',
      id: 396,
      type: 'gauge',
      unit: 'code',
      scale: 1,
      help: 'Whether remapping of rows is pending',
      digits: 0,
    },
    name: text('Row remap pending', 'Réaffectation en attente'),
    help: text(
      '1 when a row will be replaced at the next reset.',
      '1 quand une ligne sera remplacée à la prochaine réinitialisation.',
    ),
  },
} as const satisfies Record<string, Metric>;
