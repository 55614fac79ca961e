// Whether an answer is right. Free text is scored by the model, from 0 to 1.
const enough = 0.6;

function gradeChoice(question, given) {
  const score = String(given).trim().toLowerCase() === question.answer.trim().toLowerCase() ? 1 : 0;
  return { score, isRight: score === 1 };
}

function gradeText(score) {
  return { score, isRight: score >= enough };
}

module.exports = { gradeChoice, gradeText };
