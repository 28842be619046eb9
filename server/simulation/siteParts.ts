// Every part of the site, joined: what they do in a step and in which order, and what they can be told to do.
import type { Actions } from './actions.ts';
import { createCalendar } from './calendar.ts';
import { createCduDuty } from './cduDuty.ts';
import { createCooling } from './cooling.ts';
import { createFaults } from './faults.ts';
import { createGpus } from './gpus.ts';
import { createGridMeter } from './gridMeter.ts';
import { createJobs } from './jobs.ts';
import { createParts } from './parts.ts';
import { createPlacement } from './placement.ts';
import { createPowerChain } from './powerChain.ts';
import { createRackPower } from './rackPower.ts';
import { createSlotLoads } from './slotLoad.ts';
import { createSmoothing } from './smoothing.ts';
import type { Twin } from './twin.ts';
import { createWaveforms, type Waveforms } from './waveform.ts';
import { createWeather } from './weather.ts';

export interface SiteParts {
  /** The step that ends at this second. */
  step(second: number, dtS: number): void;
  readonly actions: Actions;
  readonly waveforms: Waveforms;
}

export function createSiteParts(twin: Twin): SiteParts {
  const calendar = createCalendar(twin.site.timeZone);
  const parts = createParts(twin);
  const loads = createSlotLoads(twin.site.jobSlots, twin.trays, twin.racks);
  const placement = createPlacement(twin, loads);
  const chain = createPowerChain(twin);
  const duty = createCduDuty(twin);
  twin.columns.gpuEnergyWh.fill(0);
  // Trays that are out come before the jobs, which then find their places around them.
  const faults = createFaults({ twin, placement, chain, duty, parts }, () => ({ jobs, kernel }));
  const smoothing = createSmoothing(twin);
  const jobs = createJobs(twin, loads, placement, calendar, smoothing);
  const gpus = createGpus(twin, parts, loads, placement.slotOfTray);
  const { kernel, caps, faults: gpuFaults } = gpus;
  const supply = { ...faults, darkNetworkRacks: chain.darkNetworkRacks };
  const racks = createRackPower(twin, loads, placement.slotOfTray, kernel, supply);
  const weather = createWeather(twin);
  const cooling = createCooling(twin, { racks, duty, calendar, weather, faults });
  const { rings, plant } = cooling;
  const grid = createGridMeter(twin, weather);
  const waveforms = createWaveforms(twin, jobs, placement, smoothing);
  return {
    actions: { caps, gpuFaults, chain, duty, faults, jobs, smoothing, rings, plant },
    waveforms,
    step(second, dtS) {
      chain.begin(second, dtS);
      faults.step(second, dtS);
      duty.step(second);
      jobs.step(second, dtS);
      gpus.step(second, dtS, rings.rackSupplyC);
      racks.step(dtS);
      jobs.conclude(dtS, racks.slotW, kernel.sums);
      chain.step(second, dtS, racks, cooling.step(second, dtS, chain));
      grid.step(second, dtS);
      waveforms.step(second, dtS);
    },
  };
}
