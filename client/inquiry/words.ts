import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskView, PublicQuestion, TurnView } from '../../shared/inquiry/views.ts';

type Departments = DeskView['departments'];
type Respondent = NonNullable<TurnView['respondent']>;

export interface InquiryWords {
  asker(question: Pick<PublicQuestion, 'source' | 'name'>): string;
  department(departmentId: string | undefined): string;
  /** Department and, where one is named, the official with the office. */
  respondent(respondent: Respondent | undefined): string;
  official(respondent: Respondent | undefined): string;
}

/** Who asks and who answers, in words. */
export function useInquiryWords(departments: Departments): InquiryWords {
  const { t } = useTranslation('inquiry');
  return useMemo(() => {
    const department = (id: string | undefined) => (id === undefined ? '' : (departments[id]?.name ?? ''));
    const official = (respondent: Respondent | undefined) => {
      if (respondent?.official === undefined) return '';
      const known = departments[respondent.departmentId]?.officials.find(
        ({ name }) => name === respondent.official,
      );
      return known ? t('official', { ...known }) : respondent.official;
    };
    return {
      department,
      official,
      asker: ({ source, name }) =>
        source !== 'public'
          ? (name ?? '')
          : name === undefined
            ? t('unnamedPublic')
            : t('publicName', { name }),
      respondent: (respondent) => {
        const who = official(respondent);
        const of = department(respondent?.departmentId);
        return who === '' ? of : t('respondent', { department: of, official: who });
      },
    };
  }, [departments, t]);
}
