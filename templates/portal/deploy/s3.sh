#!/bin/sh
# Copies the portal into a bucket of S3, or of a service like it, and lets it serve pages:
#   sh deploy/s3.sh BUCKET
# A bucket serves index documents at its website address only (http://BUCKET.s3-website-REGION.amazonaws.com); put
# CloudFront before that address, not before the bucket, and give it a certificate.
set -eu
bucket=${1:?say the name of the bucket}
below=@PREFIX@

alignmentcard site build . -o build
aws s3 sync build "s3://$bucket/$below" --delete --exclude '.*' --exclude '*.yaml' --exclude '*.jsonld'
aws s3 sync build "s3://$bucket/$below" --exclude '*' --include '*.yaml' --content-type 'text/yaml; charset=utf-8'
aws s3 sync build "s3://$bucket/$below" --exclude '*' --include '*.jsonld' --content-type application/ld+json
aws s3 website "s3://$bucket" --index-document index.html --error-document "${below}404.html"
