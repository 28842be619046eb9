// What a line of the ledger comes to: energy at the racks, and its share of meter, cost and carbon.

export interface LedgerFigures {
  /** Energy at the rack inputs. */
  readonly rackWh: number;
  /** Its share of the energy at the grid meters and gensets; NaN where the site does not meter them. */
  readonly facilityWh: number;
  /** The same share of cost less credit, and of carbon; NaN where the site does not know them. */
  readonly costEur: number;
  readonly co2G: number;
}
