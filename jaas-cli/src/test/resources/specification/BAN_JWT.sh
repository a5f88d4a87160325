# The example of the specification, its token replaced, its stray "} taken away, and the body added that its text asks for.
curl -X POST "https://8x8.vc/v1/_jaas/jaccess/v1/access-management/vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3/ban/jwt" -H "accept: */*" -H "Authorization: Bearer ADMIN_TOKEN" -H "Content-Type: application/json" -d '{"jwt": "BANNED_JWT"}'
