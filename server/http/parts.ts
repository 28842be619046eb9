// What the HTTP application is made of, and what each route is given.
import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import type { AccuracyRun } from '../contract/accuracy.ts';
import type { AlarmRule } from '../contract/alarm.ts';
import type { Source } from '../contract/source.ts';
import type { HistoryStore } from '../telemetry/history/history.ts';
import type { StoreWatch } from './storeWatch.ts';
import type { Vitals, VitalsParts } from './vitals.ts';

export interface HttpParts extends Omit<VitalsParts, 'storeWatch'> {
  readonly rules: readonly AlarmRule[];
  /** The last validation that was kept; of a simulated source only. */
  readonly accuracy?: AccuracyRun | null | undefined;
  /** The past beyond the ring; undefined where nothing is written. */
  readonly store?: HistoryStore | undefined;
  /** Where the built page lies. */
  readonly pageDir: string;
  readonly command?: Source['command'] | undefined;
  readonly forecast?: Source['forecast'] | undefined;
  readonly waveform?: Source['waveform'] | undefined;
  /** Address that the server listens on; beyond loopback a command needs the token. */
  readonly host: string;
  readonly token?: string | undefined;
  readonly logLevel?: 'warn' | 'silent';
}

export type RouteParts = HttpParts & { readonly vitals: Vitals; readonly storeWatch: StoreWatch };

/** One noun: its routes, with the schemas that check, type and document them. */
export type Route = FastifyPluginCallbackTypebox<RouteParts>;
