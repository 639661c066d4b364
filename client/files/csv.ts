import Papa from 'papaparse';

/** What spreadsheets take for the beginning of a formula, also in full width; the apostrophes that stand before one count too. */
export const likeAFormula = /^'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/**
 * Starts with a byte order mark, without which Excel reads Chinese as something else; a cell that Excel would take for a
 * formula is marked as text by an apostrophe.
 */
export function csvOf(lines: readonly (readonly (string | number | null)[])[]): string {
  const rows = lines.map((line) => [...line]);
  return `\uFEFF${Papa.unparse(rows, { newline: '\r\n', escapeFormulae: likeAFormula })}\r\n`;
}
