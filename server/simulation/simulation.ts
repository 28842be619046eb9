// The site in time: one call moves every part of the twin by one step and fills the columns of the tick.
import type { Command, CommandResult, LoggedCommand } from '../contract/command.ts';
import type { Waveform } from '../contract/source.ts';
import { createCalendar } from './calendar.ts';
import { createCduDuty } from './cduDuty.ts';
import { createReplay } from './commandLog.ts';
import { createCommands } from './commands.ts';
import { createCooling } from './cooling.ts';
import { createFaults } from './faults.ts';
import { createGpus } from './gpus.ts';
import { createGridMeter } from './gridMeter.ts';
import { createJobs } from './jobs.ts';
import { createOutlet } from './outlet.ts';
import { createParts } from './parts.ts';
import { createPlacement } from './placement.ts';
import { createPowerChain } from './powerChain.ts';
import { createRackPower } from './rackPower.ts';
import { restoreTwin, type SavedSimulation, saveTwin } from './saved.ts';
import { createSlotLoads } from './slotLoad.ts';
import { createSmoothing } from './smoothing.ts';
import { createTwin, type TwinInput } from './twin.ts';
import { createWaveforms } from './waveform.ts';
import { createWeather } from './weather.ts';

export interface SimulationInput extends TwinInput {
  /** Goes on from here instead of from a first second of its own; nothing is reported of how it came about. */
  readonly restore?: SavedSimulation;
  /** Commands carried out again, each in the step in which it first acted. */
  readonly commands?: readonly LoggedCommand[];
}

export interface Simulation {
  /** Time of the state; the END of the last step. */
  readonly timeMs: number;
  /** Moves on by a whole number of seconds; every column then holds the step just made. */
  step(dtS: number): void;
  /** Acts in the next step, or is refused and changes nothing. */
  command(command: Command, by: string): CommandResult;
  /** Power of a rack or the site, in tenths of a second; throws for other places. */
  waveform(placeId: string, seconds: number): Waveform;
  /** A copy of the whole state, between two steps. */
  save(): SavedSimulation;
}

export function createSimulation(input: SimulationInput): Simulation {
  const { restore } = input;
  const outlet = createOutlet(input.sinks);
  if (restore) outlet.hold();
  const startMs = restore?.startMs ?? input.startMs;
  const twin = createTwin({ ...input, startMs, sinks: outlet });
  const calendar = createCalendar(twin.site.timeZone);
  const parts = createParts(twin);
  const loads = createSlotLoads(twin.site.jobSlots, twin.trays, twin.racks);
  const placement = createPlacement(twin, loads);
  const chain = createPowerChain(twin);
  const duty = createCduDuty(twin);
  twin.columns.gpuEnergyWh.fill(0);
  // Trays that are out come before the jobs, which then find their places around them.
  const faults = createFaults({
    twin,
    placement,
    jobs: () => jobs,
    shutdowns: () => kernel.shutdowns,
    darkRacks: chain.darkRacks,
    warmedBy: duty.stoppedBy,
    parts,
  });
  const smoothing = createSmoothing(twin);
  const jobs = createJobs(twin, loads, placement, calendar, smoothing);
  const gpus = createGpus(twin, parts, loads, placement.slotOfTray);
  const { kernel } = gpus;
  const dark = { darkRacks: faults.withoutPower, darkNetworkRacks: chain.darkNetworkRacks };
  const racks = createRackPower(twin, loads, placement.slotOfTray, kernel, dark);
  const weather = createWeather(twin);
  const cooling = createCooling(twin, { racks, duty, calendar, weather, faults });
  const grid = createGridMeter(twin, weather);
  const { caps, faults: gpuFaults } = gpus;
  const { rings, plant } = cooling;
  const actions = { caps, gpuFaults, chain, duty, faults, jobs, smoothing, rings, plant };
  const commands = createCommands(twin, actions, outlet);
  const waveforms = createWaveforms(twin, jobs, placement, smoothing);
  if (restore) {
    restoreTwin(twin, restore);
    outlet.drop();
  }
  let second = (restore?.timeMs ?? startMs) / 1_000;
  const replay = createReplay(input.commands ?? [], second, ({ command, by, timeMs }) =>
    commands.apply(command, by, timeMs / 1_000),
  );
  return {
    command: (command, by) => commands.apply(command, by, second + 1),
    waveform: waveforms.ofPlace,
    save: () => saveTwin(twin, second * 1_000),
    get timeMs() {
      return second * 1_000;
    },
    step(dtS) {
      if (!Number.isInteger(dtS) || dtS < 1) {
        throw new RangeError(`step of ${dtS} s is not a whole number of seconds of at least 1`);
      }
      second += dtS;
      replay.step(second);
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
