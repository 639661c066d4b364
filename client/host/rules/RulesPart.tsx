/** Voting rules and scrutineers: what the chair adopts and appoints. */
export function RulesPart() {
  return null;
}
