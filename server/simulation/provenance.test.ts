// Law of provenance: nothing is told of the twin without a formula in both languages and a source.
import { expect, it } from 'vitest';
import { PROVENANCE } from './provenance.ts';

it('every metric has a formula in both languages and at least one source', () => {
  for (const [id, { formula, sources }] of Object.entries(PROVENANCE)) {
    expect(formula.en.length, id).toBeGreaterThan(3);
    expect(formula.fr.length, id).toBeGreaterThan(3);
    expect(formula.fr, id).not.toBe(formula.en);
    expect(sources.length, id).toBeGreaterThan(0);
    for (const source of sources) {
      const texts = typeof source === 'string' ? [source] : [source.en, source.fr];
      for (const text of texts) expect(text.trim().length, id).toBeGreaterThan(3);
      expect(new Set(texts).size, id).toBe(texts.length);
    }
  }
});
