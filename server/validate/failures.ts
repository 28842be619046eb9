// Rows of what breaks: interruptions of training, their causes, trays out of service.
import { codeOf } from '../contract/state.ts';
import type { Family } from './family.ts';
import type { TwinRun, Watcher } from './twinRun.ts';

const OUT = codeOf('tray', 'out');
/** The real rate is that of 18,000 GPUs in training. */
const GPUS = 18_000;
/** Llama 3's causes that lie in the GPU: GPU, HBM, SRAM, system processor. */
const GPU_CAUSES = new Set(['gpu', 'hbm', 'gpuSram', 'gpuProcessor']);

export const FAILURES: Family = {
  name: 'failures',
  quickRows: [],
  runRows: ['fail.perday', 'fail.gpu.share', 'trays.out'],
  watch: { january: watchRate, year: watchCauses },
};

/** Restarts of pretraining jobs over their GPU-days, scaled to 18,000 GPUs. */
function watchRate({ running }: TwinRun): Watcher {
  let restarts = 0;
  let gpuDays = 0;
  return {
    event({ code, text }) {
      if (code !== 'job.restarted') return;
      const id = Number(String(text.params.job).slice(1));
      if (running.get(id)?.kind === 'pretraining') restarts++;
    },
    see(dtS) {
      for (const { kind, gpuCount } of running.values()) {
        if (kind === 'pretraining') gpuDays += (gpuCount * dtS) / 86_400;
      }
    },
    found() {
      const over = gpuDays / GPUS;
      return { 'fail.perday': { value: restarts / over, over } };
    },
  };
}

function watchCauses({ columns }: TwinRun): Watcher {
  let restarts = 0;
  let byGpu = 0;
  let traySteps = 0;
  let outSteps = 0;
  return {
    event({ code, text }) {
      if (code !== 'job.restarted') return;
      restarts++;
      if (GPU_CAUSES.has(String(text.params.cause))) byGpu++;
    },
    see() {
      traySteps += columns.trayState.length;
      for (const state of columns.trayState) if (state === OUT) outSteps++;
    },
    found: () => ({ 'fail.gpu.share': byGpu / restarts, 'trays.out': outSteps / traySteps }),
  };
}
