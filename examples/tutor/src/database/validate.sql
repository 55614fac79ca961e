SELECT id FROM questions WHERE kind = 'choice' AND NOT choices ? answer;
SELECT session_id FROM answers WHERE score < 0 OR score > 1;
SELECT 'no questions' AS problem WHERE NOT EXISTS (SELECT 1 FROM questions)
