// Laws of places and ids.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPlaceIds } from './id.ts';
import { createPlaces, type PlaceRow } from './place.ts';

function site(halls: number, rowsAHall: number, racksARow: number): PlaceRow[] {
  const rows = halls * rowsAHall;
  const racks = rows * racksARow;
  return [
    { kind: 'site', count: 1, parents: [] },
    { kind: 'plant', count: 1, parents: ['site'] },
    { kind: 'feed', count: 2, parents: ['site'] },
    { kind: 'transformer', count: 2, parents: ['site'] },
    { kind: 'genset', count: 16, parents: ['site'] },
    { kind: 'hall', count: halls, parents: ['site'] },
    { kind: 'upsGroup', count: halls, parents: ['hall'] },
    { kind: 'ups', count: halls * 4, parents: ['upsGroup'] },
    { kind: 'cduRing', count: halls, parents: ['hall'] },
    { kind: 'cdu', count: halls * 4, parents: ['cduRing'] },
    { kind: 'row', count: rows, parents: ['hall'] },
    { kind: 'rack', count: racks, parents: ['row', 'cduRing', 'upsGroup'] },
    { kind: 'networkRack', count: halls * 10, parents: ['hall'] },
    { kind: 'shelf', count: racks * 8, parents: ['rack'] },
    { kind: 'switchTray', count: racks * 9, parents: ['rack'] },
    { kind: 'tray', count: racks * 18, parents: ['rack'] },
    { kind: 'gpu', count: racks * 72, parents: ['tray'] },
  ];
}

const defaultSite = createPlaces(site(5, 5, 10));
const ids = createPlaceIds(defaultSite);

describe('ids', () => {
  it('are the ids of the contract', () => {
    const rack = 117;
    expect(ids.idOf('hall', 2)).toBe('H3');
    expect(ids.idOf('rack', rack)).toBe('R118');
    expect(ids.idOf('tray', rack * 18 + 6)).toBe('R118-T07');
    expect(ids.idOf('gpu', rack * 72 + 6 * 4 + 1)).toBe('R118-T07-G2');
    expect(ids.idOf('row', 11)).toBe('H3-B');
    expect(ids.idOf('shelf', rack * 8 + 2)).toBe('R118-S3');
    expect(ids.idOf('switchTray', rack * 9 + 3)).toBe('R118-N4');
    expect(ids.idOf('networkRack', 22)).toBe('N23');
    expect(ids.idOf('cdu', 6)).toBe('CDU2-3');
    expect(ids.idOf('ups', 6)).toBe('UPS2-3');
    expect(ids.idOf('transformer', 0)).toBe('TR1');
    expect(ids.idOf('feed', 0)).toBe('FEED1');
    expect(ids.idOf('genset', 6)).toBe('GEN07');
    expect(ids.idOf('site', 0)).toBe('SITE');
    expect(ids.idOf('plant', 0)).toBe('PLANT');
  });

  it('are padded to the width of the site', () => {
    const campus = createPlaces(site(36, 16, 16));
    const campusIds = createPlaceIds(campus);
    expect(campusIds.idOf('rack', 117)).toBe('R0118');
    expect(campusIds.idOf('hall', 2)).toBe('H03');
    expect(campusIds.idOf('row', 31)).toBe('H02-P');
    expect(campusIds.idOf('gpu', 663_551)).toBe('R9216-T18-G4');
  });

  it('lead back to the place they name, at every place of every kind', () => {
    for (const { kind, count } of site(5, 5, 10)) {
      for (let index = 0; index < count; index += Math.max(1, Math.floor(count / 500))) {
        expect(ids.parse(ids.idOf(kind, index))).toEqual({ kind, index });
      }
    }
  });

  it('are refused when they name no place', () => {
    for (const id of [
      '',
      'R',
      'R0',
      'R251',
      'r118',
      'R118-T19',
      'R118-T7',
      'R118-T07-G5',
      'H3-F',
      'CDU6-1',
      'GEN7',
      'SITE1',
      'R118-T07-G2-X',
      `R${'1'.repeat(99)}`,
    ]) {
      expect(ids.parse(id), id).toBeUndefined();
    }
  });

  it('never throw on any text', () => {
    fc.assert(fc.property(fc.string(), (text) => void ids.parse(text)));
  });

  it('refuse an index outside their kind, naming the bound', () => {
    expect(() => ids.idOf('rack', 250)).toThrow('rack index 250 is outside 0..249');
  });
});

describe('places', () => {
  it('stand within exactly the parent that they climb to', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 17_999 }), (gpu) => {
        for (const above of [
          'tray',
          'rack',
          'row',
          'hall',
          'cduRing',
          'upsGroup',
          'site',
        ] as const) {
          const parent = defaultSite.ancestors('gpu', above)[gpu] as number;
          const range = defaultSite.within('gpu', above, parent);
          expect(gpu).toBeGreaterThanOrEqual(range.from);
          expect(gpu).toBeLessThan(range.to);
        }
      }),
    );
  });

  it('cut every kind into blocks without rest', () => {
    let next = 0;
    for (let hall = 0; hall < 5; hall++) {
      const range = defaultSite.within('gpu', 'hall', hall);
      expect(range.from).toBe(next);
      next = range.to;
    }
    expect(next).toBe(18_000);
  });

  it('are refused with the row and the bound when the table contradicts itself', () => {
    const rows = site(5, 5, 10);
    const changed = (kind: string, change: Partial<PlaceRow>) =>
      rows.map((row) => (row.kind === kind ? { ...row, ...change } : row));
    expect(() => createPlaces(changed('rack', { count: 3 }))).toThrow(
      'rack has count 3, below its parent row with 25',
    );
    expect(() => createPlaces(changed('hall', { parents: [] }))).toThrow('hall has no parent');
    expect(() => createPlaces(changed('hall', { parents: ['rack'] }))).toThrow(
      'before it is listed',
    );
    expect(() => createPlaces(rows.filter(({ kind }) => kind !== 'tray'))).toThrow(
      'gpu names its parent tray',
    );
    expect(() => createPlaces([...rows, ...rows])).toThrow('listed twice');
  });
});
