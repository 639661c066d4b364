import { useTranslation } from 'react-i18next';
import { Redirect } from 'wouter';
import { StaffInquiry } from '../inquiry/StaffInquiry.tsx';
import { LogPart } from './log/LogPart.tsx';
import { QuestionsPart } from './QuestionsPart.tsx';
import { RecordPart } from './RecordPart.tsx';
import { SettingsPart } from './SettingsPart.tsx';

const parts = {
  questions: QuestionsPart,
  settings: SettingsPart,
  log: LogPart,
  record: RecordPart,
} as const;
type PartName = keyof typeof parts;
const partNames = Object.keys(parts) as PartName[];

/** Everything that is said here, before anything is shown: words that came later would take the desk away from under somebody's hands. */
const rooms = ['moderation', 'inquiry', 'inquiry-desk', 'inquiry-log', 'record', 'acts', 'common'] as const;

interface Props {
  inquiryId: string | undefined;
  part: string | undefined;
}

/** `/moderation/:inquiryId`: what the public asks, before and after everyone can read it. */
export function ModerationPage({ inquiryId, part }: Props) {
  const { t } = useTranslation(rooms);
  const name = partNames.find((known) => known === (part ?? 'questions'));
  const base = `/moderation/${inquiryId ?? ''}`;
  if (!name) return <Redirect to={base} replace />;
  const Part = parts[name];
  return (
    <StaffInquiry
      inquiryId={inquiryId}
      audience="desk"
      roles={['moderator', 'operator', 'chair', 'administrator']}
      title={t(`part.${name}`)}
      parts={partNames.map((known) => ({
        href: known === 'questions' ? base : `${base}/${known}`,
        label: t(`part.${known}`),
        at: known === name,
      }))}
    >
      <Part />
    </StaffInquiry>
  );
}
