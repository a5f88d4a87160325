# The example of the specification, its token replaced.
curl -X 'POST' \
  'https://8x8.vc/v1/_jaas/conference-commands/v1/meeting' \
  -H 'accept: */*' \
  -H 'Authorization: Bearer ADMIN_TOKEN' \
  -H 'Content-Type: application/json' \
  -d '{
  "action": "HANG_UP_CALL",
  "payload": {
    "conferenceFullName": "testRoom@conference.vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3.8x8.vc",
    "phoneNo": "+40747777777"
  }
}'
