// A rack beside its trays: NVLink switch trays, power shelves, and network and storage racks.
import type { HardwareFile } from '../contract/hardware.ts';

type Rack = HardwareFile['rack'];

/** One NVLink switch tray, by the NVLink load of the rack. */
export function switchTrayPowerW(rack: Rack, nvlinkRatio: number): number {
  return rack.switchTrayIdleW + (rack.switchTrayBusyW - rack.switchTrayIdleW) * nvlinkRatio;
}

/** Loss of a power shelf: a quadratic over its rating, fitted to an ORv3 supply (92.0 % at 10 %, 97.5 % at half load). */
export function shelfLossW(rack: Rack, outputW: number): number {
  const x = outputW / rack.shelfRatedW;
  return (
    rack.shelfRatedW *
    (rack.shelfLossConstant + rack.shelfLossLinear * x + rack.shelfLossSquare * x * x)
  );
}

/** An air-cooled network or storage rack, by the network load of its hall. */
export function networkRackPowerW(rack: Rack, ratedW: number, loadRatio: number): number {
  return ratedW * (rack.networkRackIdleRatio + (1 - rack.networkRackIdleRatio) * loadRatio);
}
