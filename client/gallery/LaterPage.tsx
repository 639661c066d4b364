import type { PageOrder } from '../../shared/inquiry/orders.ts';
import type { PublicQuestion } from '../../shared/inquiry/views.ts';
import { Button } from '../design/Button.tsx';
import { useGallery, useView } from './gallery.tsx';
import { useWords } from './language.tsx';
import { QuestionList } from './QuestionList.tsx';
import { useAnswer } from './useAnswer.ts';

/** A page behind the first: as it was when it was opened, with live figures where the live view has them. */
export function LaterPage({ order, page }: { order: PageOrder; page: number }) {
  const { list: words } = useWords();
  const { questions } = useView();
  const { inquiryId } = useGallery().line;
  const { answer, again } = useAnswer<{ questions: PublicQuestion[] }>(
    `${inquiryId}/questions?order=${order}&page=${page}`,
  );
  if (answer === null) return <p role="status">{words.loading}</p>;
  if (answer === 'failed')
    return (
      <p role="alert">
        {words.failed}{' '}
        <Button look="quiet" onClick={again}>
          {words.again}
        </Button>
      </p>
    );
  return (
    <QuestionList
      questions={answer.questions.map((question) => questions[question.questionId] ?? question)}
    />
  );
}
