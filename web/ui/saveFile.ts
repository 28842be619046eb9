// Files that the page hands out: their names, and the heading that says what they are and where they come from.
import { say, t } from '../i18n.ts';
import { clock, siteInfo } from '../live.ts';
import { isoOf } from '../time/range.ts';
import type { PanelExports } from './exportTable.ts';

/** Site, panel, time and provenance, one line each; without the marks of a comment. */
export function headingOf(title: string, { covers }: PanelExports): readonly string[] {
  const context = siteInfo.peek();
  const shown = covers?.();
  const nowMs = clock.peek()?.timeMs;
  const lines = [`Carnot · ${context ? say(context.site.name) : ''} · ${title}`];
  if (context?.kind === 'simulated') lines.push(`${t('synthetic')}: ${t('syntheticHelp')}`);
  if (context?.kind === 'replayed') lines.push(t('replayed'));
  const { fromMs = nowMs, toMs = nowMs } = shown ?? {};
  if (fromMs !== undefined && toMs !== undefined) {
    lines.push(fromMs === toMs ? isoOf(toMs) : `${isoOf(fromMs)} – ${isoOf(toMs)}`);
  }
  const seed = context?.seed === null || context === undefined ? '' : ` · seed ${context.seed}`;
  lines.push(`Carnot ${context?.version ?? ''}${seed} · ${location.href}`);
  return lines;
}

/** `carnot-power-2026-11-22T14-03-12Z`. */
export function fileName(title: string, { covers }: PanelExports): string {
  const words = title
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  const time = isoOf(covers?.()?.toMs ?? clock.peek()?.timeMs ?? 0).replaceAll(':', '-');
  return `carnot-${words}-${time}`;
}

export function saveFile(name: string, type: string, content: string | Blob): void {
  const blob = typeof content === 'string' ? new Blob([content], { type }) : content;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser reads it after the click; a minute is enough for any of ours.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
