// The page that dcgm-exporter would serve on a compute tray: its metrics, names, order, labels and formats.
import { createHash } from 'node:crypto';
import type { DcgmField } from '../contract/metric.ts';
import { type MetricId, metricOf } from '../contract/metrics.ts';
import { isUnknown } from '../contract/table.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { type Family, prometheusText, type Sample } from './prometheusText.ts';
import { xidText } from './xidTexts.ts';

/** The exporter's default list in the order of its page on a GB200, then the rest of it and SM_ACTIVE. */
const ORDER: readonly MetricId[] = [
  'gpuSmClockMHz',
  'gpuMemClockMHz',
  'gpuMemTempC',
  'gpuTempC',
  'gpuPowerW',
  'gpuPcieReplayCount',
  'gpuUtilPct',
  'gpuMemCopyUtilPct',
  'gpuEncUtilPct',
  'gpuDecUtilPct',
  'gpuXid',
  'gpuFbFreeMiB',
  'gpuFbUsedMiB',
  'gpuFbReservedMiB',
  'gpuUncorrectableRemappedRows',
  'gpuCorrectableRemappedRows',
  'gpuRowRemapFailure',
  'gpuNvlinkBytes',
  'gpuVgpuLicense',
  'gpuSensorEnergyWh',
  'gpuGrActiveRatio',
  'gpuSmActiveRatio',
  'gpuTensorActiveRatio',
  'gpuDramActiveRatio',
  'gpuPcieTxBps',
  'gpuPcieRxBps',
];

/** Where the GPUs of a GB200 tray sit: the PCI domains of its two superchips. */
const PCI_DOMAINS = ['00000008', '00000009', '00000018', '00000019'];

const FLOAT32_DIGITS = 7;

type Labels = Sample['labels'];

/** The page of one tray, by its index. */
export function dcgmPage(tray: number, telemetry: Telemetry): string {
  const { places, frame } = telemetry;
  const { from, to } = places.within('gpu', 'tray', tray);
  const labels = Array.from({ length: to - from }, (_, i) => labelsOf(tray, from + i, telemetry));
  const families = ORDER.flatMap((metric): Family[] => {
    const { dcgm } = metricOf(metric);
    if (!dcgm) return [];
    const samples = labels.flatMap((own, i): Sample[] => {
      const value = frame.value(metric, from + i);
      if (isUnknown(metric, value)) return [];
      const more = metric === 'gpuXid' ? xidLabels(value) : [];
      return [{ labels: [...own, ...more], value: printed(value, dcgm) }];
    });
    return [{ name: dcgm.name, type: dcgm.type, help: dcgm.help, samples }];
  });
  return prometheusText(families);
}

function labelsOf(tray: number, gpu: number, telemetry: Telemetry): Labels {
  const { ids, places, site, source, frame } = telemetry;
  const own = gpu - places.within('gpu', 'tray', tray).from;
  const serial = `${source.seed ?? site.id}/${ids.idOf('gpu', gpu)}`;
  // A swapped part is another GPU.
  const part = frame.value('gpuPartCount', gpu);
  const domain = PCI_DOMAINS[own] ?? own.toString(16).padStart(8, '0');
  return [
    ['gpu', String(own)],
    ['UUID', uuidOf(part > 1 ? `${serial}/${part}` : serial)],
    ['pci_bus_id', `${domain}:06:00.0`],
    ['device', `nvidia${own}`],
    ['modelName', site.gpuModel],
    ['Hostname', `${ids.idOf('tray', tray).toLowerCase()}.${site.id}.carnot.internal`],
    ['DCGM_FI_DRIVER_VERSION', site.driverVersion],
  ];
}

/** Invented and stable: the same part of the same site has the same one after every start. */
function uuidOf(serial: string): string {
  const hex = createHash('sha256').update(serial).digest('hex');
  const cut = (from: number, length: number): string => hex.slice(from, from + length);
  return `GPU-${[cut(0, 8), cut(8, 4), cut(12, 4), cut(16, 4), cut(20, 12)].join('-')}`;
}

function xidLabels(xid: number): Labels {
  return [
    ['err_code', String(xid)],
    ['err_msg', xidText(xid)],
  ];
}

/** A gauge is a Float32 and knows seven digits; the exporter prints six decimals of them or none. */
function printed(value: number, { scale, digits }: DcgmField): string {
  return digits === 0
    ? Math.round(value * scale).toFixed(0)
    : Number((value * scale).toPrecision(FLOAT32_DIGITS)).toFixed(digits);
}
