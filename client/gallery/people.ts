import type { PublicQuestion, TurnView } from '../../shared/inquiry/views.ts';
import { useSelected } from './gallery.tsx';
import { useGalleryFormat, useWords } from './language.tsx';

interface People {
  asker(question: Pick<PublicQuestion, 'source' | 'name'>): string;
  department(departmentId: string | undefined): string;
  /** Department and, where one is named, the official with the office. */
  respondent(respondent: TurnView['respondent']): string;
}

/** The time, and the day where it is not today's in the hall. */
export function useWhen(): (at: number) => string {
  const { time, date, dateTime } = useGalleryFormat();
  const today = date(Date.now());
  return (at) => (date(at) === today ? time(at) : dateTime(at));
}

/** Who asks and who answers, in words. */
export function usePeople(): People {
  const { asker: words } = useWords();
  const departments = useSelected(({ view }) => view!.departments);
  const department = (id: string | undefined) => (id === undefined ? '' : (departments[id]?.name ?? ''));
  return {
    department,
    asker({ source, name }) {
      if (name === undefined) return words.unnamed;
      return source === 'public' ? words.named(name) : name;
    },
    respondent(respondent) {
      const of = department(respondent?.departmentId);
      if (respondent?.official === undefined) return of;
      const known = departments[respondent.departmentId]?.officials.find(
        ({ name }) => name === respondent.official,
      );
      return words.respondent(of, known ? words.official(known.office, known.name) : respondent.official);
    },
  };
}
