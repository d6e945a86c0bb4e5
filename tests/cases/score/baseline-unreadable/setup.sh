echo '总分 10' > text.json
echo '{"format": "another"}' > other.json
echo '{"format": "guidang-report", "version": 2}' > version.json
echo '{"format": "guidang-report", "version": 1, "command": "score", "subject": {}, "findings": []}' > damaged.json
