// A yardstick for the machine: the least that a step of a GPU can be, noise, power, heat and energy in one plain loop.
import { scramble } from '../simulation/random.ts';

const IDLE_W = 180;
const DYNAMIC_W = 900;
const LEAKAGE_W_PER_K = 0.6;
const K_PER_W = 0.03;
const SHARE_PER_STEP = 0.2;
const COOLANT_C = 35;
const NOISE_W_PER_BIT = 20 / 2 ** 32;

/** Steps `gpus` GPUs by a second each time it is called. */
export function createReferenceKernel(gpus: number): () => void {
  const powerW = new Float32Array(gpus);
  const dieC = new Float32Array(gpus).fill(COOLANT_C);
  const energyWh = new Float64Array(gpus);
  const activity = Float32Array.from({ length: gpus }, (_, g) => (g % 100) / 100);
  let second = 0;
  return () => {
    second++;
    for (let g = 0; g < gpus; g++) {
      const noiseW = scramble(second + Math.imul(g, 0x9e3779b1)) * NOISE_W_PER_BIT;
      const lastC = dieC[g] as number;
      const nowW = IDLE_W + DYNAMIC_W * (activity[g] as number) + LEAKAGE_W_PER_K * lastC + noiseW;
      powerW[g] = nowW;
      dieC[g] = lastC + (COOLANT_C + nowW * K_PER_W - lastC) * SHARE_PER_STEP;
      energyWh[g] = (energyWh[g] as number) + nowW / 3_600;
    }
  };
}
