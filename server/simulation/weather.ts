// The weather that passes over the site: smooth noise on a few time scales, a pure function of time and seed.
import { type Outdoor, outdoorAt } from '../model/climate.ts';
import { smoothNoise, streamOf } from './random.ts';
import type { Twin } from './twin.ts';

export function createWeather({
  climate,
  seed,
}: Pick<Twin, 'climate' | 'seed'>): (timeS: number) => Outdoor {
  const stream = streamOf(seed, 'weather');
  const humidityStream = streamOf(seed, 'humidity');
  const slowest = climate.weather[0]?.everyS ?? 86_400;
  return (timeS) => {
    let weatherK = 0;
    for (let i = 0; i < climate.weather.length; i++) {
      const { everyS, deviationK } = climate.weather[i] as (typeof climate.weather)[number];
      weatherK += deviationK * smoothNoise(stream, i, timeS, everyS);
    }
    return outdoorAt(climate, timeS, weatherK, smoothNoise(humidityStream, 0, timeS, slowest / 3));
  };
}
