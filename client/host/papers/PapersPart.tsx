/** Papers of the sitting: drawn up, previewed, withdrawn. */
export function PapersPart() {
  return null;
}
