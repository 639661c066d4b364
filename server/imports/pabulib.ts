import Papa from 'papaparse';
import type { ProjectPaper } from '../../shared/ballot/paper.ts';
import { ProjectPaper as ProjectPaperSchema } from '../../shared/ballot/paper.ts';
import { malformed, type Refusal, refusal } from '../../shared/sitting/refusals.ts';

/** A participatory budgeting instance in the Pabulib format (pabulib.org/format): three sections of `;`-separated rows. */
export interface PabulibInstance {
  meta: ReadonlyMap<string, string>;
  /** `votes` is the file's own count of approvals, null when it has none. */
  projects: readonly { projectId: string; name: string; cost: number | null; votes: number | null }[];
  /** The project ids that each voter approved. */
  votes: readonly (readonly string[])[];
}

type Section = 'META' | 'PROJECTS' | 'VOTES';
const sections: ReadonlySet<string> = new Set<Section>(['META', 'PROJECTS', 'VOTES']);

/** Reads a file; what is wrong with it is said with its line. */
export function readPabulib(text: string): PabulibInstance | { wrong: string } {
  const rows = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { delimiter: ';', skipEmptyLines: true });
  const fault = rows.errors[0];
  if (fault) return { wrong: `line ${(fault.row ?? 0) + 1}: ${fault.message}` };
  const tables = new Map<Section, Record<string, string>[]>();
  const meta = new Map<string, string>();
  let section: Section | null = null;
  let header: string[] | null = null;
  for (const [at, row] of rows.data.entries()) {
    const first = row[0]!.trim();
    if (row.length === 1 && sections.has(first.toUpperCase())) {
      section = first.toUpperCase() as Section;
      header = null;
      tables.set(section, []);
    } else if (!section) return { wrong: `line ${at + 1}: expected META, PROJECTS or VOTES` };
    else if (!header) header = row.map((name) => name.trim());
    else if (section === 'META') meta.set(first, (row[1] ?? '').trim());
    else {
      if (row.length > header.length)
        return { wrong: `line ${at + 1}: ${row.length} fields, ${header.length} expected` };
      tables.get(section)!.push(Object.fromEntries(header.map((name, k) => [name, (row[k] ?? '').trim()])));
    }
  }
  return assemble(meta, tables);
}

function assemble(
  meta: ReadonlyMap<string, string>,
  tables: ReadonlyMap<Section, readonly Record<string, string>[]>,
): PabulibInstance | { wrong: string } {
  const number = (text: string | undefined) => (text && /^\d+$/.test(text) ? Number(text) : null);
  const projects = (tables.get('PROJECTS') ?? []).map((row) => ({
    projectId: row['project_id'] ?? '',
    name: row['name'] || (row['project_id'] ?? ''),
    cost: number(row['cost']),
    votes: number(row['votes']),
  }));
  const known = new Set(projects.map(({ projectId }) => projectId));
  if (projects.length === 0) return { wrong: 'PROJECTS: no project' };
  if (known.has('')) return { wrong: 'PROJECTS: a row without project_id' };
  if (known.size !== projects.length) return { wrong: 'PROJECTS: a project_id stands twice' };
  const votes = (tables.get('VOTES') ?? []).map((row) => [
    ...new Set((row['vote'] ?? '').split(',').flatMap((id) => (id.trim() ? [id.trim()] : []))),
  ]);
  for (const [at, vote] of votes.entries()) {
    const stranger = vote.find((projectId) => !known.has(projectId));
    if (stranger !== undefined) return { wrong: `VOTES, row ${at + 1}: unknown project ${stranger}` };
  }
  return { meta, projects, votes };
}

/**
 * The project paper that the file's voters were asked: `maxMarks` from its max_length, or every project where it names
 * none. `seats` is no part of the format; without it, as many as a voter may mark.
 */
export function paperFromPabulib(
  instance: PabulibInstance,
  seats?: number,
): ProjectPaper | { refused: Refusal } {
  const { meta, projects } = instance;
  const limit = meta.get('max_length');
  if (limit !== undefined && !/^[1-9]\d*$/.test(limit)) {
    return { refused: refusal('malformed', 'file', `META max_length: ${limit}`) };
  }
  const maxMarks = Math.min(limit === undefined ? projects.length : Number(limit), projects.length);
  const paper = ProjectPaperSchema.safeParse({
    kind: 'project',
    title: shortened(meta.get('description') || 'Pabulib'),
    maxMarks,
    seats: seats ?? maxMarks,
    items: projects.map(({ projectId, name, cost }) => ({
      itemId: projectId,
      title: shortened(name),
      ...(cost !== null && { investment: cost }),
    })),
  });
  return paper.success ? paper.data : { refused: malformed(paper.error) };
}

/** As long as a title may be; never half of a character. */
function shortened(title: string): string {
  return title.slice(0, 300).replace(/[\uD800-\uDBFF]$/, '');
}
