import Papa from 'papaparse';
import type { DepartmentId } from '../../../shared/ids.ts';
import { questionFault } from '../../../shared/inquiry/question-text.ts';
import type { DeskView } from '../../../shared/inquiry/views.ts';

export interface PastedQuestion {
  /** As a person counts lines, from 1. */
  line: number;
  name: string;
  text: string;
  /** As it was written; empty where no department is named. */
  department: string;
  departmentId: DepartmentId | null;
  fault: 'text' | 'name' | 'department' | null;
  raw: string;
}

/**
 * Lines from a spreadsheet or a document. One cell is the question, asked by `name`; more are questioner, question and
 * department, which is found by its name.
 */
export function pastedQuestions(text: string, name: string, view: DeskView): PastedQuestion[] {
  const { data } = Papa.parse<string[]>(text.replaceAll('\r\n', '\n'), { delimiter: '\t', newline: '\n' });
  return data.flatMap((row, at) => {
    const cells = row.map((cell) => cell.trim());
    if (cells.every((cell) => cell === '')) return [];
    const [who = '', asked = '', department = ''] =
      cells.filter((cell) => cell !== '').length > 1 ? cells : [name, cells.find((cell) => cell !== '')];
    const departmentId = view.departmentOrder.find((id) => view.departments[id]?.name === department) ?? null;
    const fault =
      questionFault(asked) !== null
        ? 'text'
        : who === ''
          ? 'name'
          : department !== '' && departmentId === null
            ? 'department'
            : null;
    const raw = Papa.unparse([row], { delimiter: '\t' });
    return [{ line: at + 1, name: who, text: asked, department, departmentId, fault, raw }];
  });
}
