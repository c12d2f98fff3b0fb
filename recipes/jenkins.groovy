pipeline {
    agent { docker { image 'node:22' } }
    stages {
        stage('preflight') {
            steps {
                sh '${install}'
                sh 'npx --yes aws-preflight@${version} check ${folder} --stack ${stack} --format terminal --output preflight.xml'
            }
        }
    }
    post {
        always {
            junit testResults: 'preflight.xml', allowEmptyResults: true
        }
    }
}
